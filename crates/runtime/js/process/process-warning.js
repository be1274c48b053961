// process.emitWarning, and the printing of warnings on standard error.

const errors = require("errors");
const { validateString } = require("validators");

/** `{ type, code, detail, ctor }` of emitWarning's arguments after the first, in each of their forms. */
function settings(type, code, ctor) {
  let detail;
  if (type !== null && typeof type === "object" && !Array.isArray(type)) {
    ({ ctor, code } = type);
    if (typeof type.detail === "string") ({ detail } = type);
    type = type.type || "Warning";
  } else if (typeof type === "function") {
    ctor = type;
    code = "";
    type = "Warning";
  }
  if (type !== undefined) validateString(type, "type");
  if (typeof code === "function") {
    ctor = code;
    code = undefined;
  } else if (code !== undefined) {
    validateString(code, "code");
  }
  return { type, code, detail, ctor };
}

function create(message, { type, code, detail, ctor }) {
  const warning = new Error(message);
  warning.name = String(type || "Warning");
  if (code !== undefined) warning.code = code;
  if (detail !== undefined) warning.detail = detail;
  return errors.setStack(warning, `${warning.name}: ${message}`, ctor ?? exports.emitWarning);
}

exports.emitWarning = function emitWarning(warning, type, code, ctor) {
  const { process } = require("process");
  const chosen = settings(type, code, ctor);
  const { nextTick } = require("tasks");
  if (chosen.type === "DeprecationWarning" && process.noDeprecation) return;
  let event = warning;
  if (typeof warning === "string") event = create(warning, chosen);
  else if (!(warning instanceof Error)) throw errors.ERR_INVALID_ARG_TYPE("warning", ["Error", "string"], warning);
  if (event.name === "DeprecationWarning") {
    if (process.noDeprecation) return;
    if (process.throwDeprecation) {
      nextTick(() => {
        throw event;
      });
      return;
    }
  }
  nextTick(() => process.emit("warning", event));
};

/** `console.error` as it is at the first warning: programs keep warnings quiet, or for themselves, by one of their own. */
let show;

/** The listener that process starts with. */
exports.print = function print(warning) {
  if (!(warning instanceof Error)) return;
  const { process } = require("process");
  const isDeprecation = warning.name === "DeprecationWarning";
  if (isDeprecation && process.noDeprecation) return;
  const traced = process.traceProcessWarnings || (isDeprecation && process.traceDeprecation);
  const code = warning.code ? `[${warning.code}] ` : "";
  const text = traced && warning.stack ? warning.stack : String(warning);
  const detail = typeof warning.detail === "string" ? `\n${warning.detail}` : "";
  show ??= require("console").console.error;
  show(`(${process.release.name}:${process.pid}) ${code}${text}${detail}`);
};
