// node:tty. https://nodejs.org/api/tty.html

const { lazy } = require("lazy");

exports.isatty = function isatty(fd) {
  return Number.isInteger(fd) && fd >= 0 && fd <= 2147483647 && natives.isatty(fd);
};

lazy(exports, "ReadStream", () => require("process-stdin").ReadStream);
lazy(exports, "WriteStream", () => require("process-stdio").TerminalStream);
