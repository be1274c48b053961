// Numbers and names of system errors: util.getSystemErrorName and its like.
// https://nodejs.org/api/util.html#utilgetsystemerrornameerr

const errors = require("errors");

let table;

/** errno -> [code, text]; not to be handed out. */
function known() {
  table ??= new Map(natives.systemErrors().map(([errno, code, text]) => [errno, [code, text]]));
  return table;
}

function check(err) {
  if (typeof err !== "number") throw errors.ERR_INVALID_ARG_TYPE("err", "number", err);
  if (err >= 0 || !Number.isSafeInteger(err)) throw errors.ERR_OUT_OF_RANGE("err", "a negative integer", err);
}

const unknown = (err) => `Unknown system error ${err}`;

exports.getSystemErrorName = (err) => (check(err), known().get(err)?.[0] ?? unknown(err));
exports.getSystemErrorMessage = (err) => (check(err), known().get(err)?.[1] ?? unknown(err));
exports.getSystemErrorMap = () => new Map(Array.from(known(), ([errno, names]) => [errno, [...names]]));

function failed(err, syscall, text, more, hide) {
  const code = exports.getSystemErrorName(err);
  const error = new Error(`${syscall} ${code}${text}`);
  errors.setStack(error, `Error: ${error.message}`, hide);
  return Object.assign(error, { errno: err, code, syscall }, more);
}

/** The error of a failed call: "open ENOENT", and what `original` adds. */
exports._errnoException = (err, syscall, original) =>
  failed(err, syscall, original ? ` ${original}` : "", undefined, exports._errnoException);

/** The error of a failed call on a connection: "connect ECONNREFUSED 127.0.0.1:80". */
exports._exceptionWithHostPort = (err, syscall, address, port, additional) => {
  const place = port && port > 0 ? `${address}:${port}` : address;
  const text = `${place ? ` ${place}` : ""}${additional ? ` - Local (${additional})` : ""}`;
  const more = port ? { address, port } : { address };
  return failed(err, syscall, text, more, exports._exceptionWithHostPort);
};
