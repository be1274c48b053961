// node:path/posix

const { posix } = require("node-path");

exports.default = posix;
Object.assign(exports, posix);
