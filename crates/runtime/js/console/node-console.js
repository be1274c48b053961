// node:console

const { console } = require("console");

exports.default = console;
Object.assign(exports, console);
