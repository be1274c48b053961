// The static helpers of `node:events`: once, on, getEventListeners, addAbortListener and their like.

const errors = require("errors");
const { validateAbortSignal, validateFunction, validateNumber } = require("validators");
const events = require("events");

const { EventEmitter } = events;

const isTarget = (value) => typeof value?.addEventListener === "function";
const isEmitter = (value) => typeof value?.on === "function";

function abortError(signal) {
  const error = errors.plain(Error, "ABORT_ERR", "The operation was aborted", undefined);
  error.name = "AbortError";
  if (signal.reason !== undefined) {
    const { reason } = signal;
    Object.defineProperty(error, "cause", { __proto__: null, value: reason, writable: true, configurable: true });
  }
  return errors.setStack(error, "AbortError: The operation was aborted", abortError);
}
exports.abortError = abortError;

function listen(emitter, name, listener, options) {
  if (isEmitter(emitter)) emitter[options?.once ? "once" : "on"](name, listener);
  else if (isTarget(emitter)) emitter.addEventListener(name, listener, options);
  else throw errors.ERR_INVALID_ARG_TYPE("emitter", "EventEmitter", emitter);
}

function unlisten(emitter, name, listener) {
  if (typeof emitter.removeListener === "function") emitter.removeListener(name, listener);
  else emitter.removeEventListener(name, listener);
}

/** A promise of the arguments of the next `name` event. */
exports.once = async function once(emitter, name, options = {}) {
  require("validators").validateObject(options, "options");
  const { signal } = options;
  validateAbortSignal(signal, "options.signal");
  if (signal?.aborted) throw abortError(signal);
  return new Promise((resolve, reject) => {
    const watchesErrors = name !== "error" && isEmitter(emitter);
    const settle = () => {
      unlisten(emitter, name, onEvent);
      if (watchesErrors) emitter.removeListener("error", onError);
      signal?.removeEventListener("abort", onAbort);
    };
    const onEvent = (...args) => (settle(), resolve(args));
    const onError = (error) => (settle(), reject(error));
    const onAbort = () => (settle(), reject(abortError(signal)));
    listen(emitter, name, onEvent, { once: true });
    if (watchesErrors) emitter.once("error", onError);
    signal?.addEventListener("abort", onAbort, { once: true });
  });
};

/** An async iterator over the arguments of every `name` event. */
exports.on = function on(emitter, name, options = {}) {
  require("validators").validateObject(options, "options");
  const { signal, close = [] } = options;
  validateAbortSignal(signal, "options.signal");
  if (signal?.aborted) throw abortError(signal);
  const values = [];
  const waiting = [];
  const cleanups = [];
  let failure;
  let finished = false;

  const attach = (type, listener) => {
    listen(emitter, type, listener);
    cleanups.push(() => unlisten(emitter, type, listener));
  };
  const finish = () => {
    for (const cleanup of cleanups.splice(0)) cleanup();
    finished = true;
    for (const { resolve } of waiting.splice(0)) resolve({ done: true, value: undefined });
    return Promise.resolve({ done: true, value: undefined });
  };
  const onEvent = (...args) => {
    const next = waiting.shift();
    if (next === undefined) values.push(args);
    else next.resolve({ done: false, value: args });
  };
  const onError = (error) => {
    const next = waiting.shift();
    if (next === undefined) failure = { error };
    else next.reject(error);
    finish();
  };

  attach(name, onEvent);
  if (name !== "error" && isEmitter(emitter)) attach("error", onError);
  for (const type of close) attach(type, finish);
  if (signal !== undefined) {
    const onAbort = () => onError(abortError(signal));
    signal.addEventListener("abort", onAbort, { once: true });
    cleanups.push(() => signal.removeEventListener("abort", onAbort));
  }

  return {
    next() {
      if (values.length > 0) return Promise.resolve({ done: false, value: values.shift() });
      if (failure !== undefined) {
        const { error } = failure;
        failure = undefined;
        return Promise.reject(error);
      }
      if (finished) return finish();
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
    return: finish,
    throw(error) {
      if (!(error instanceof Error)) throw errors.ERR_INVALID_ARG_TYPE("EventEmitter.AsyncIterator", "Error", error);
      failure = { error };
      finish();
      return this.next();
    },
    [Symbol.asyncIterator]() {
      return this;
    },
    async [Symbol.asyncDispose]() {
      await finish();
    },
    __proto__: Object.getPrototypeOf(Object.getPrototypeOf(async function* () {}.prototype)),
  };
};

exports.getEventListeners = function getEventListeners(target, type) {
  if (typeof target?.listeners === "function") return target.listeners(type);
  if (isTarget(target)) return require("events-target").listenersOf(target, type);
  throw errors.ERR_INVALID_ARG_TYPE("emitter", ["EventEmitter", "EventTarget"], target);
};

exports.listenerCount = function listenerCount(emitter, type) {
  if (typeof emitter?.listenerCount === "function") return emitter.listenerCount(type);
  return exports.getEventListeners(emitter, type).length;
};

exports.getMaxListeners = function getMaxListeners(target) {
  if (typeof target?.getMaxListeners === "function") return target.getMaxListeners();
  if (isTarget(target)) return require("events-target").maxListenersOf(target);
  throw errors.ERR_INVALID_ARG_TYPE("emitter", ["EventEmitter", "EventTarget"], target);
};

exports.setMaxListeners = function (n = EventEmitter.defaultMaxListeners, ...targets) {
  validateNumber(n, "setMaxListeners", 0);
  if (targets.length === 0) events.setDefaultMaxListeners(n);
  for (const target of targets) {
    if (typeof target?.setMaxListeners === "function") target.setMaxListeners(n);
    else if (isTarget(target)) require("events-target").setMaxListeners(target, n);
    else throw errors.ERR_INVALID_ARG_TYPE("eventTargets", ["EventEmitter", "EventTarget"], target);
  }
};

/** Calls `listener` once when `signal` aborts, even if another listener stops the event. */
exports.addAbortListener = function addAbortListener(signal, listener) {
  if (signal === undefined) throw errors.ERR_INVALID_ARG_TYPE("signal", "AbortSignal", signal);
  validateAbortSignal(signal, "signal");
  validateFunction(listener, "listener");
  if (signal.aborted) require("tasks").queueMicrotask(() => listener());
  else signal.addEventListener("abort", listener, { __proto__: null, once: true });
  return {
    __proto__: null,
    [Symbol.dispose]: () => signal.removeEventListener("abort", listener),
  };
};

