// process.nextTick's queue, and the order in which ticks, microtasks and unhandled rejections are worked off: all
// ticks, then all microtasks, then again while either leaves more; then rejections nobody handled.

const { runMicrotasks, enqueueJob } = natives;

let queue = [];
let head = 0;
let closed = false;
let processRejections = () => false;

/** What runs later runs in today's async context; async-context.js puts this in place once there can be one. */
exports.capture = (callback) => callback;

/** Adds a tick. Once the process is exiting nothing is added, as in Node. */
exports.nextTick = function nextTick(callback, ...args) {
  require("validators").validateFunction(callback, "callback");
  if (!closed) queue.push({ callback: exports.capture(callback), args });
};

/** A microtask whose exception is an uncaught exception rather than a rejection. */
exports.queueMicrotask = function queueMicrotask(callback) {
  require("validators").validateFunction(callback, "callback");
  enqueueJob(() => {
    try {
      callback();
    } catch (error) {
      require("uncaught").report(error, "uncaughtException");
    }
  });
};

/** No further tick is accepted: the process is exiting. */
exports.close = () => {
  closed = true;
};

/** rejections.js hands over what runs once ticks and microtasks are done; it returns true if it may have added more. */
exports.setRejectionHook = (hook) => {
  processRejections = hook;
};

/** Works off every tick, microtask and rejection. Called by the event loop after each callback it makes. */
exports.drainTicks = function drainTicks() {
  do {
    while (head < queue.length) {
      const tick = queue[head];
      queue[head++] = undefined;
      if (!run(tick)) return;
    }
    queue = [];
    head = 0;
    runMicrotasks();
  } while (queue.length > 0 || processRejections());
};

/** What Node does between two timers: microtasks alone where no tick waits. */
exports.runNextTicks = function runNextTicks() {
  if (head === queue.length) runMicrotasks();
  exports.drainTicks();
};

/** False after an exception: the remaining ticks then wait for the event loop's next turn, which is asked for. */
function run({ callback, args }) {
  try {
    callback(...args);
    return true;
  } catch (error) {
    require("uncaught").report(error, "uncaughtException");
    require("timers").setImmediate(() => {});
    return false;
  }
}
