// node:path

const { posix } = require("path-posix");
const { win32 } = require("path-win32");

posix.win32 = win32;
win32.posix = posix;

exports.default = natives.platform() === "win32" ? win32 : posix;
Object.assign(exports, exports.default);
