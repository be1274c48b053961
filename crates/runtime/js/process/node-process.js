// node:process

const { process } = require("process");

exports.default = process;
for (const name of Object.keys(process)) {
  // A live property, so that importing one name does not make the value of every other.
  Object.defineProperty(exports, name, { __proto__: null, enumerable: true, get: () => process[name] });
}
