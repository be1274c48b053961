// Errors of system calls. A native that fails returns `[errno, code, text]`: the negative number, "ENOENT" and
// "no such file or directory".

/** The error Node makes of a failed call: "ENOENT: no such file or directory, chdir '/a' -> '/b'". */
exports.systemError = function systemError([errno, code, text], syscall, path, dest) {
  const from = path === undefined ? "" : ` '${path}'`;
  const to = dest === undefined ? "" : ` -> '${dest}'`;
  const error = new Error(`${code}: ${text}, ${syscall}${from}${to}`);
  error.errno = errno;
  error.code = code;
  error.syscall = syscall;
  if (path !== undefined) error.path = path;
  if (dest !== undefined) error.dest = dest;
  return error;
};

/** Gives `error` what `info` has under its names, as properties that are one with it. */
function follow(error, info, names) {
  for (const name of names) {
    if (info[name] === undefined) continue;
    Object.defineProperty(error, name, {
      __proto__: null,
      enumerable: true,
      configurable: true,
      get: () => info[name],
      set(value) {
        info[name] = value;
      },
    });
  }
}

/**
 * The error Node makes where it, rather than the system, says what went wrong: "Path is a directory: rm returned EISDIR
 * (is a directory) a". `info` has errno, code, message, syscall and perhaps path.
 */
exports.nodeSystemError = function nodeSystemError(code, text, info) {
  const path = info.path === undefined ? "" : ` ${info.path}`;
  const message = `${text}: ${info.syscall} returned ${info.code} (${info.message})${path}`;
  const error = require("errors").plain(Error, code, message);
  Object.defineProperty(error, "name", { __proto__: null, value: "SystemError", writable: true, configurable: true });
  error.info = info;
  follow(error, info, ["errno", "syscall", "path"]);
  return error;
};
