// node:timers/promises

const { plain } = require("errors");
const { abortError } = require("events-helpers");
const timers = require("timers");
const { validateAbortSignal, validateBoolean, validateNumber, validateObject } = require("validators");

/** `{ signal, ref }`, checked. */
function settings(options) {
  validateObject(options, "options");
  const { signal, ref = true } = options;
  validateAbortSignal(signal, "options.signal");
  validateBoolean(ref, "options.ref");
  return { signal, ref };
}

/** A promise that `start(resolve)` fulfils and that `signal` rejects; `start` returns what to undo then. */
function cancellable({ signal, ref }, start) {
  if (signal?.aborted) return Promise.reject(abortError(signal));
  return new Promise((resolve, reject) => {
    const done = (value) => {
      signal?.removeEventListener("abort", onAbort);
      resolve(value);
    };
    const { timer, clear } = start(done);
    const onAbort = () => {
      clear(timer);
      reject(abortError(signal));
    };
    if (!ref) timer.unref();
    signal?.addEventListener("abort", onAbort, { once: true });
  });
}

/** Runs the checks so that what they throw becomes a rejection. */
function attempt(check, then) {
  let checked;
  try {
    checked = check();
  } catch (error) {
    return Promise.reject(error);
  }
  return then(checked);
}

exports.setTimeout = function setTimeout(delay, value, options = {}) {
  return attempt(
    () => {
      if (delay !== undefined) validateNumber(delay, "delay");
      return settings(options);
    },
    (checked) =>
      cancellable(checked, (done) => ({ timer: timers.setTimeout(done, delay, value), clear: timers.clearTimeout })),
  );
};

exports.setImmediate = function setImmediate(value, options = {}) {
  return attempt(
    () => settings(options),
    (checked) =>
      cancellable(checked, (done) => ({ timer: timers.setImmediate(done, value), clear: timers.clearImmediate })),
  );
};

exports.setInterval = async function* setInterval(delay, value, options = {}) {
  if (delay !== undefined) validateNumber(delay, "delay");
  const { signal, ref } = settings(options);
  if (signal?.aborted) throw abortError(signal);
  let due = 0;
  let wake = () => {};
  const timer = timers.setInterval(() => {
    due++;
    wake();
  }, delay);
  if (!ref) timer.unref();
  const onAbort = () => {
    timers.clearInterval(timer);
    wake();
  };
  signal?.addEventListener("abort", onAbort, { once: true });
  try {
    while (!signal?.aborted) {
      if (due === 0) await new Promise((resolve) => (wake = resolve));
      for (; due > 0; due--) yield value;
    }
    throw abortError(signal);
  } finally {
    timers.clearInterval(timer);
    signal?.removeEventListener("abort", onAbort);
  }
};

const creating = Symbol("creating");

class Scheduler {
  constructor(key) {
    if (key !== creating) throw plain(TypeError, "ERR_ILLEGAL_CONSTRUCTOR", "Illegal constructor");
  }

  yield() {
    return exports.setImmediate();
  }

  wait(delay, options) {
    return exports.setTimeout(delay, undefined, options);
  }
}

exports.scheduler = new Scheduler(creating);
