// setTimeout, setInterval, setImmediate, their opposites, and what the event loop calls.

const { clear, find, hasRef, isTimeout, runTimers, timeToNext, Timeout } = require("timeout");

let immediate; // the exports of immediate.js, once there was one

function check(callback) {
  require("validators").validateFunction(callback, "callback");
}

exports.setTimeout = function setTimeout(callback, after, ...args) {
  check(callback);
  return new Timeout(callback, after, args, false);
};

exports.setInterval = function setInterval(callback, repeat, ...args) {
  check(callback);
  return new Timeout(callback, repeat, args, true);
};

exports.setImmediate = function setImmediate(callback, ...args) {
  check(callback);
  immediate ??= require("immediate");
  return new immediate.Immediate(callback, args);
};

exports.clearTimeout = function clearTimeout(timer) {
  if (isTimeout(timer)) clear(timer);
  else if (typeof timer === "number" || typeof timer === "string") {
    const known = find(+timer);
    if (known !== undefined) clear(known);
  }
};

exports.clearInterval = function clearInterval(timer) {
  exports.clearTimeout(timer);
};

exports.clearImmediate = function clearImmediate(waiting) {
  if (immediate?.isImmediate(waiting)) immediate.clear(waiting);
};

const promisified = Symbol.for("nodejs.util.promisify.custom");
for (const name of ["setTimeout", "setImmediate"]) {
  Object.defineProperty(exports[name], promisified, {
    __proto__: null,
    enumerable: true,
    get: () => require("node-timers-promises")[name],
  });
}

exports.runTimers = runTimers;
exports.timeToNext = timeToNext;
/** Runs the immediates set before this turn. @returns true if more were set meanwhile. */
exports.runImmediates = () => immediate !== undefined && immediate.runImmediates();
/** True while a timer or immediate keeps the process running. */
exports.hasRef = () => hasRef() || exports.hasImmediates();
/** True while an immediate that keeps the process running waits: the loop must not sleep. */
exports.hasImmediates = () => immediate !== undefined && immediate.hasRef();
