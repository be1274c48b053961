// node:constants: those of node:os and node:fs in one object. https://nodejs.org/api/os.html#os-constants

const { dlopen, errno, priority, signals } = require("os-constants");

Object.assign(exports, dlopen, errno, priority, signals, require("fs-constants"));
