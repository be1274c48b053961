// The async context: what AsyncLocalStorages hold for the code that runs now, and for what it starts.
//
// A context is an immutable Map from storage to value, or undefined where no storage has a value. The engine keeps the
// current one, and gives each promise job that of the place where its reaction was registered; ticks, timers and
// immediates remember theirs with `capture`.

const { asyncContext, setAsyncContext } = natives;

exports.current = asyncContext;
exports.enter = setAsyncContext;

/** Calls `callee` in `context`, and goes back. */
exports.runIn = function runIn(context, callee, receiver, args) {
  const before = asyncContext();
  if (before === context) return Reflect.apply(callee, receiver, args);
  setAsyncContext(context);
  try {
    return Reflect.apply(callee, receiver, args);
  } finally {
    setAsyncContext(before);
  }
};

/** `callback` as it is where there is no context to remember; else one that runs in today's. */
exports.capture = function capture(callback) {
  const context = asyncContext();
  if (context === undefined) return callback;
  return function inContext(...args) {
    return exports.runIn(context, callback, this, args);
  };
};

require("tasks").capture = exports.capture;
