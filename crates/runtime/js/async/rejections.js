// Promises that were rejected and not handled, as Node's default mode treats them: process listeners first, else the
// rejection is an uncaught exception.

const tasks = require("tasks");
const { plain, setStack } = require("errors");
const { nameOf } = require("value-names");

let pending = new Map(); // promise -> { promise, reason, id }, rejected and not yet reported
const reported = new WeakMap(); // promise -> id
let handledLate = []; // { promise, id }
let lastId = 0;

/** The engine's tracker: `promise` was rejected without a handler or, with `handled`, got one later. */
exports.trackRejection = function trackRejection(promise, reason, handled) {
  if (!handled) {
    pending.set(promise, { promise, reason, id: ++lastId });
  } else if (!pending.delete(promise) && reported.has(promise)) {
    handledLate.push({ promise, id: reported.get(promise) });
  }
};

/** The error that stands for a reason that is not one. */
function wrap(reason) {
  const message =
    "This error originated either by throwing inside of an async function without a catch block, or by rejecting a " +
    `promise which was not handled with .catch(). The promise rejected with the reason "${nameOf(reason)}".`;
  const error = plain(Error, "ERR_UNHANDLED_REJECTION", message);
  setStack(error, `UnhandledPromiseRejection: ${message}`, wrap);
  return Object.defineProperty(error, "name", { __proto__: null, value: "UnhandledPromiseRejection" });
}

function reportHandledLate({ promise, id }) {
  const { process } = require("process");
  if (process.emit("rejectionHandled", promise)) return;
  const text = `Promise rejection was handled asynchronously (rejection id: ${id})`;
  process.emitWarning(text, "PromiseRejectionHandledWarning");
}

function reportUnhandled({ promise, reason, id }) {
  reported.set(promise, id);
  try {
    if (require("process").process.emit("unhandledRejection", reason, promise)) return;
  } catch (error) {
    require("uncaught").report(error, "uncaughtException");
    return;
  }
  const error = natives.classOf(reason) === "Error" ? reason : wrap(reason);
  require("uncaught").report(error, "unhandledRejection");
}

/** Called when ticks and microtasks are done. @returns true if it called out, so that there may be more of them. */
exports.processRejections = function processRejections() {
  if (pending.size === 0 && handledLate.length === 0) return false;
  const late = handledLate;
  handledLate = [];
  late.forEach(reportHandledLate);
  const batch = pending;
  pending = new Map();
  batch.forEach(reportUnhandled);
  return true;
};

tasks.setRejectionHook(exports.processRejections);
