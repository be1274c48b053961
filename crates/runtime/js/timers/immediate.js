// The Immediate class, and when immediates run: once a turn of the event loop, after timers and input.

const tasks = require("tasks");

let immediates = [];
let refed = 0;

class Immediate {
  #ref = true;
  #waiting = true;
  #args;

  constructor(callback, args) {
    this._onImmediate = tasks.capture(callback);
    this._destroyed = false;
    this.#args = args;
    refed++;
    immediates.push(this);
  }

  #leave() {
    if (this.#waiting && this.#ref) refed--;
    this.#waiting = false;
    this._destroyed = true;
  }

  static run(immediate) {
    if (!immediate.#waiting) return false;
    immediate.#leave();
    const callback = immediate._onImmediate;
    try {
      callback(...immediate.#args);
    } catch (error) {
      require("uncaught").report(error, "uncaughtException");
    }
    immediate._onImmediate = null;
    return true;
  }

  static clear(immediate) {
    immediate.#leave();
    immediate._onImmediate = null;
  }

  static isImmediate(value) {
    return typeof value === "object" && value !== null && #waiting in value;
  }

  ref() {
    if (!this.#ref && this.#waiting) refed++;
    this.#ref = true;
    return this;
  }

  unref() {
    if (this.#ref && this.#waiting) refed--;
    this.#ref = false;
    return this;
  }

  hasRef() {
    return this.#ref;
  }

  [Symbol.dispose]() {
    clear(this);
  }
}

const { run, clear, isImmediate } = Immediate;
for (const name of ["run", "clear", "isImmediate"]) delete Immediate[name];

/** Runs the immediates set before this turn. @returns true if more were set meanwhile. */
exports.runImmediates = function runImmediates() {
  const turn = immediates;
  immediates = [];
  for (const immediate of turn) {
    if (run(immediate)) tasks.runNextTicks();
  }
  return immediates.length > 0;
};

/** True while an immediate that keeps the process running waits: the loop must not sleep. */
exports.hasRef = () => refed > 0;
exports.Immediate = Immediate;
exports.clear = clear;
exports.isImmediate = isImmediate;
