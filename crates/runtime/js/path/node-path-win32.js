// node:path/win32

const { win32 } = require("node-path");

exports.default = win32;
Object.assign(exports, win32);
