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
