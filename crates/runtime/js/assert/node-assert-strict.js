// node:assert/strict

const { strict } = require("node-assert");

Object.assign(exports, strict);
exports.default = strict;
