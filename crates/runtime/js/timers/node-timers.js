// node:timers

const timers = require("timers");
const { lazy } = require("lazy");

for (const name of ["setTimeout", "clearTimeout", "setImmediate", "clearImmediate", "setInterval", "clearInterval"]) {
  exports[name] = timers[name];
}
lazy(exports, "promises", () => require("node-timers-promises"));
