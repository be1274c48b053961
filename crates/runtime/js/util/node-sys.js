// node:sys, the old name of node:util.

if (!require("caller").isInPackage()) {
  const message = "sys is deprecated. Use `node:util` instead.";
  require("process").process.emitWarning(message, "DeprecationWarning", "DEP0025");
}

exports.default = require("node-util");
Object.defineProperties(exports, Object.getOwnPropertyDescriptors(exports.default));
