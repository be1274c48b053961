// The end of the process: process.exit, process.exitCode, and the events before it. The event loop calls emitBeforeExit
// when nothing is left to do, and emitExit last.

const tasks = require("tasks");
const { validateInteger } = require("validators");

let exitCode;
let exiting = false;

exports.getExitCode = () => exitCode;

/** An integer, a string that reads as one, or undefined. */
exports.setExitCode = function setExitCode(code) {
  const number = typeof code === "string" && code !== "" ? +code : code;
  const value = Number.isInteger(number) ? number : code;
  if (value !== undefined && value !== null) validateInteger(value, "code");
  exitCode = value ?? undefined;
};

/** Tells the 'exit' listeners, once. */
function tell() {
  if (exiting) return;
  exiting = true;
  tasks.close();
  try {
    require("process").process.emit("exit", exitCode ?? 0);
  } catch (error) {
    require("uncaught").report(error, "uncaughtException");
  }
}

/**
 * The end that the program did not ask for: nothing is left to do, or an exception was not caught.
 * @param code what the exit code is unless the program has set, or now sets, another.
 * @param override true for an uncaught exception: its code comes before what was set earlier.
 * @returns the exit code.
 */
exports.emitExit = function emitExit(code, override) {
  if (override || (code !== 0 && exitCode === undefined)) exitCode = code;
  tell();
  // As in Node: promise jobs that the listeners leave are still run, ticks are not.
  if (!override) natives.runMicrotasks();
  return exitCode ?? 0;
};

/** Tells 'beforeExit' listeners, which may start new work. Not called when the process is ended or fails. */
exports.emitBeforeExit = function emitBeforeExit() {
  require("process").process.emit("beforeExit", exitCode ?? 0);
  tasks.drainTicks();
};

exports.exit = function exit(code) {
  if (arguments.length > 0) exports.setExitCode(code);
  tell();
  natives.exit(exitCode ?? 0);
};

exports.isExiting = () => exiting;
