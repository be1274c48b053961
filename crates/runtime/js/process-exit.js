// The end of the process: process.exit, process.exitCode, and the events before it. The event loop calls emitBeforeExit
// when nothing is left to do, and emitExit last.

const tasks = require("tasks");
const { validateInteger } = require("validators");

let exitCode;
let exiting = false;

exports.getExitCode = () => exitCode;

/** An integer, a string that reads as one, or undefined. */
exports.setExitCode = function setExitCode(code) {
  if (code !== undefined && code !== null) {
    const number = typeof code === "string" && code !== "" ? +code : code;
    validateInteger(Number.isInteger(number) ? number : code, "code");
  }
  exitCode = code ?? undefined;
};

/**
 * Tells the program's 'exit' listeners, once.
 * @param code what the exit code is unless the program has set, or now sets, another.
 * @param override true for an uncaught exception: its code comes before what was set earlier.
 * @returns the exit code.
 */
exports.emitExit = function emitExit(code, override) {
  if (override || (code !== 0 && exitCode === undefined)) exitCode = code;
  if (!exiting) {
    exiting = true;
    tasks.close();
    try {
      require("process").process.emit("exit", Number(exitCode ?? 0));
    } catch (error) {
      require("uncaught").report(error, "uncaughtException");
    }
  }
  return Number(exitCode ?? 0);
};

/** Tells 'beforeExit' listeners, which may start new work. Not called when the process ends explicitly or by an error. */
exports.emitBeforeExit = function emitBeforeExit() {
  require("process").process.emit("beforeExit", Number(exitCode ?? 0));
  tasks.drainTicks();
};

exports.exit = function exit(code) {
  if (arguments.length > 0) exports.setExitCode(code);
  natives.exit(exports.emitExit(0, false));
};

exports.isExiting = () => exiting;
