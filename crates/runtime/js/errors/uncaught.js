// What happens to an exception nobody caught: process listeners first, else it is printed and the process ends.

const { write, exit, sourceFrame, errorFrame } = natives;

// Exit codes: https://nodejs.org/api/process.html#exit-codes.
const UNCAUGHT = 1;
const HANDLER_FAILED = 7;

let failing = false;
let capture = null; // process.setUncaughtExceptionCaptureCallback
const captures = []; // process.addUncaughtExceptionCaptureCallback, the newest first

exports.setCapture = (callback) => {
  capture = callback;
};
exports.addCapture = (callback) => captures.unshift(callback);
exports.hasCapture = () => capture !== null;

const FRAME = /^ {4}at (?:(.*?) ?\()?((?:file:|data:|\/).*?|\[(?:eval|stdin)\]):(\d+):(\d+)\)?$/gm;

/** `url`, line and column of the first frame of a stack that is the program's own, and no constructor of these names. */
function firstFrame(stack, constructors = []) {
  const frames = Array.from(stack.matchAll(FRAME));
  const match = frames.find(([, name]) => !constructors.includes(name)) ?? frames[0];
  return match === undefined ? undefined : { url: match[2], line: +match[3], column: +match[4] };
}

/** The names of the classes that an error is of: their constructors have run when the engine takes its stack. */
function classNames(error) {
  const names = [];
  for (let from = Object.getPrototypeOf(error); from !== null; from = Object.getPrototypeOf(from)) {
    names.push(Object.getOwnPropertyDescriptor(from, "constructor")?.value?.name);
  }
  return names.filter(Boolean);
}

function isError(value) {
  return natives.classOf(value) === "Error" || value instanceof Error;
}

/** The source line with a caret below it, where the place is known; it ends with a newline. */
function frameOf(stack, constructors) {
  const place = typeof stack === "string" ? firstFrame(stack, constructors) : undefined;
  const frame = place === undefined ? undefined : sourceFrame(place.url, place.line, place.column);
  return frame === undefined ? "" : `${frame}\n`;
}

function describe(value) {
  const colors = natives.isatty(2) && require("process").process.stderr.hasColors();
  return require("inspect").inspect(value, { customInspect: false, depth: 5, colors });
}

/**
 * An error about a place in a module rather than about a call: it could not be resolved, parsed or linked. Its stack is
 * empty, and where it is wrong is said by a frame.
 */
function moduleErrorText(error) {
  if (natives.classOf(error) !== "Error" || firstFrame(String(error.stack)) !== undefined) return undefined;
  let frame = errorFrame(error);
  if (frame === undefined && error.name === "SyntaxError" && error.fileName) {
    const { fileName, lineNumber, columnNumber } = error;
    const place = natives.writtenAt(fileName, lineNumber, columnNumber) ?? [fileName, lineNumber, columnNumber];
    frame = sourceFrame(...place);
  }
  const known = frame !== undefined || (typeof error.code === "string" && natives.isModuleError(error));
  if (!known) return undefined;
  const code = typeof error.code === "string" ? ` [${error.code}]` : "";
  return `${frame === undefined ? "" : `${frame}\n\n`}${error.name}${code}: ${error.message}\n`;
}

function textOf(value, thrownAt) {
  const text = moduleErrorText(value);
  if (text !== undefined) return text;
  if (isError(value)) return `${frameOf(value.stack, classNames(value))}\n${describe(value)}\n`;
  const primitive = value === null || (typeof value !== "object" && typeof value !== "function");
  return `${frameOf(thrownAt)}${primitive ? String(value) : describe(value)}\n`;
}

function print(value, thrownAt) {
  let text;
  try {
    text = textOf(value, thrownAt);
  } catch {
    text = "Uncaught exception that cannot be printed\n";
  }
  write(2, text);
}

/**
 * Handles `error`. Returns if a listener of process took it; otherwise prints it and ends the process.
 * @param origin "uncaughtException" or "unhandledRejection", handed to the listeners.
 * @param thrownAt the stack where it was thrown, if known: what is thrown need not be an error.
 */
exports.report = function report(error, origin, thrownAt) {
  try {
    if (!failing && offer(error, origin)) return;
  } catch (second) {
    print(second);
    exit(HANDLER_FAILED);
  }
  failing = true;
  const code = require("process-exit").emitExit(UNCAUGHT, true);
  print(error, thrownAt);
  exit(code);
};

/** What is printed of an error that nobody caught. */
exports.text = (error) => textOf(error);

/** Offers the error to the program's callbacks and listeners; whether one of them took it. */
function offer(error, origin) {
  const { process } = require("process");
  failing = true;
  process.emit("uncaughtExceptionMonitor", error, origin);
  const taken = capturedBy(error) || process.emit("uncaughtException", error, origin);
  failing = false;
  return taken;
}

function capturedBy(error) {
  if (captures.some((callback) => callback(error) === true)) return true;
  if (capture === null) return false;
  capture(error);
  return true;
}
