exports.here = function here() {
  const before = Error.prepareStackTrace;
  Error.prepareStackTrace = (_, trace) => trace;
  const holder = {};
  Error.captureStackTrace(holder);
  const { stack } = holder;
  Error.prepareStackTrace = before;
  return stack;
};
exports.callerOf = function callerOf() {
  const before = Error.prepareStackTrace;
  Error.prepareStackTrace = (_, trace) => trace;
  const { stack } = new Error();
  Error.prepareStackTrace = before;
  return stack[1].getFileName();
};
