// EventEmitter, as `node:events` has it.

const errors = require("errors");
const { validateFunction, validateNumber } = require("validators");
const { lazy } = require("lazy");

const errorMonitor = Symbol("events.errorMonitor");
const captureRejectionSymbol = Symbol.for("nodejs.rejection");
const shapeMode = Symbol("shapeMode"); // kept so that a printed emitter reads as Node's
const capture = Symbol("kCapture");
const { apply, ownKeys } = Reflect;

let defaultMaxListeners = 10;
let captureByDefault = false;

function EventEmitter(options) {
  EventEmitter.init.call(this, options);
}

const proto = EventEmitter.prototype;
proto._events = undefined;
proto._eventsCount = 0;
proto._maxListeners = undefined;

EventEmitter.init = function (options) {
  if (this._events === undefined || this._events === Object.getPrototypeOf(this)._events) {
    this._events = { __proto__: null };
    this._eventsCount = 0;
  }
  this._maxListeners ||= undefined;
  if (options?.captureRejections !== undefined) {
    require("validators").validateBoolean(options.captureRejections, "options.captureRejections");
  }
  this[shapeMode] = false;
  this[capture] = options?.captureRejections ?? captureByDefault;
};

function maxListenersOf(emitter) {
  return emitter._maxListeners === undefined ? defaultMaxListeners : emitter._maxListeners;
}

proto.setMaxListeners = function setMaxListeners(n) {
  validateNumber(n, "setMaxListeners", 0);
  this._maxListeners = n;
  return this;
};

proto.getMaxListeners = function getMaxListeners() {
  return maxListenersOf(this);
};

/** An 'error' event without a listener throws its argument. */
function throwUnhandled(args) {
  const error = args[0];
  if (error instanceof Error) throw error;
  let text;
  try {
    text = require("inspect").inspect(error);
  } catch {
    text = error;
  }
  throw errors.plain(Error, "ERR_UNHANDLED_ERROR", `Unhandled error. (${text})`, { context: error });
}

proto.emit = function emit(type, ...args) {
  const events = this._events;
  if (type === "error" && events?.[errorMonitor] !== undefined) this.emit(errorMonitor, ...args);
  const handler = events?.[type];
  if (handler === undefined) {
    if (type === "error") throwUnhandled(args);
    return false;
  }
  if (typeof handler === "function") call(this, handler, type, args);
  else for (const listener of handler.slice()) call(this, listener, type, args);
  return true;
};

function call(emitter, listener, type, args) {
  const result = apply(listener, emitter, args);
  if (result !== undefined && result !== null && emitter[capture]) watch(emitter, result, type, args);
}

/** captureRejections: a listener's rejected promise becomes an 'error' event. */
function watch(emitter, promise, type, args) {
  try {
    if (typeof promise.then !== "function") return;
    promise.then(undefined, (error) => require("tasks").nextTick(emitRejection, emitter, error, type, args));
  } catch (error) {
    emitter.emit("error", error);
  }
}

function emitRejection(emitter, error, type, args) {
  if (typeof emitter[captureRejectionSymbol] === "function") {
    emitter[captureRejectionSymbol](error, type, ...args);
    return;
  }
  const before = emitter[capture];
  try {
    emitter[capture] = false;
    emitter.emit("error", error);
  } finally {
    emitter[capture] = before;
  }
}

function warnOfLeak(emitter, type, list) {
  list.warned = true;
  const { inspect } = require("inspect");
  const text =
    `Possible EventEmitter memory leak detected. ${list.length} ${String(type)} listeners added to ` +
    `${inspect(emitter, { depth: -1 })}. MaxListeners is ${maxListenersOf(emitter)}. ` +
    "Use emitter.setMaxListeners() to increase limit";
  const warning = Object.assign(new Error(text), { emitter, type, count: list.length });
  warning.name = "MaxListenersExceededWarning";
  require("process").process.emitWarning(warning);
}

function add(emitter, type, listener, first) {
  validateFunction(listener, "listener");
  let events = emitter._events;
  if (events === undefined) {
    events = emitter._events = { __proto__: null };
    emitter._eventsCount = 0;
  } else if (events.newListener !== undefined) {
    emitter.emit("newListener", type, listener.listener ?? listener);
    events = emitter._events;
  }
  const existing = events[type];
  if (existing === undefined) {
    events[type] = listener;
    emitter._eventsCount++;
    return emitter;
  }
  const list = typeof existing === "function" ? (events[type] = [existing]) : existing;
  if (first) list.unshift(listener);
  else list.push(listener);
  const limit = maxListenersOf(emitter);
  if (limit > 0 && list.length > limit && !list.warned) warnOfLeak(emitter, type, list);
  return emitter;
}

proto.addListener = function addListener(type, listener) {
  return add(this, type, listener, false);
};
proto.on = proto.addListener;

proto.prependListener = function prependListener(type, listener) {
  return add(this, type, listener, true);
};

/** A listener that removes itself before it runs; `.listener` is the original. */
function onceWrapper(emitter, type, listener) {
  validateFunction(listener, "listener");
  let fired = false;
  function wrapper(...args) {
    if (fired) return undefined;
    fired = true;
    emitter.removeListener(type, wrapper);
    return apply(listener, emitter, args);
  }
  wrapper.listener = listener;
  return wrapper;
}

proto.once = function once(type, listener) {
  return this.on(type, onceWrapper(this, type, listener));
};

proto.prependOnceListener = function prependOnceListener(type, listener) {
  return this.prependListener(type, onceWrapper(this, type, listener));
};

function forget(emitter, type) {
  if (--emitter._eventsCount === 0) emitter._events = { __proto__: null };
  else delete emitter._events[type];
}

proto.removeListener = function removeListener(type, listener) {
  validateFunction(listener, "listener");
  const list = this._events?.[type];
  if (list === undefined) return this;
  if (typeof list === "function") {
    if (list !== listener && list.listener !== listener) return this;
    forget(this, type);
  } else {
    const index = list.findLastIndex((one) => one === listener || one.listener === listener);
    if (index < 0) return this;
    list.splice(index, 1);
    if (list.length === 1) this._events[type] = list[0];
  }
  if (this._events.removeListener !== undefined) this.emit("removeListener", type, listener);
  return this;
};
proto.off = proto.removeListener;

proto.removeAllListeners = function removeAllListeners(type) {
  const events = this._events;
  if (events === undefined) return this;
  if (events.removeListener === undefined) {
    if (arguments.length === 0) {
      this._events = { __proto__: null };
      this._eventsCount = 0;
    } else if (events[type] !== undefined) {
      forget(this, type);
    }
    return this;
  }
  if (arguments.length === 0) {
    for (const key of ownKeys(events)) if (key !== "removeListener") this.removeAllListeners(key);
    this.removeAllListeners("removeListener");
    this._events = { __proto__: null };
    this._eventsCount = 0;
    return this;
  }
  for (const listener of rawListenersOf(this, type).reverse()) this.removeListener(type, listener);
  return this;
};

function rawListenersOf(emitter, type) {
  const list = emitter._events?.[type];
  if (list === undefined) return [];
  return typeof list === "function" ? [list] : list.slice();
}

proto.listeners = function listeners(type) {
  return rawListenersOf(this, type).map((one) => one.listener ?? one);
};

proto.rawListeners = function rawListeners(type) {
  return rawListenersOf(this, type);
};

proto.listenerCount = function listenerCount(type, listener) {
  const list = rawListenersOf(this, type);
  if (listener == null) return list.length;
  return list.filter((one) => one === listener || one.listener === listener).length;
};

proto.eventNames = function eventNames() {
  return this._eventsCount > 0 ? ownKeys(this._events) : [];
};

EventEmitter.EventEmitter = EventEmitter;
EventEmitter.usingDomains = false;
EventEmitter.captureRejectionSymbol = captureRejectionSymbol;
EventEmitter.errorMonitor = errorMonitor;
Object.defineProperties(EventEmitter, {
  captureRejections: {
    __proto__: null,
    enumerable: true,
    get: () => captureByDefault,
    set(value) {
      require("validators").validateBoolean(value, "EventEmitter.captureRejections");
      captureByDefault = value;
    },
  },
  defaultMaxListeners: {
    __proto__: null,
    enumerable: true,
    get: () => defaultMaxListeners,
    set(value) {
      validateNumber(value, "defaultMaxListeners", 0);
      defaultMaxListeners = value;
    },
  },
});

const helpers = ["once", "on", "getEventListeners", "getMaxListeners", "setMaxListeners", "listenerCount"];
for (const name of [...helpers, "addAbortListener"]) {
  lazy(EventEmitter, name, () => require("events-helpers")[name]);
}
Object.defineProperty(EventEmitter, "EventEmitterAsyncResource", {
  __proto__: null,
  enumerable: true,
  configurable: true,
  get: () => require("async-emitter").EventEmitterAsyncResource,
});

/** The default for targets other than emitters, which events-helpers.js changes. */
exports.setDefaultMaxListeners = (n) => {
  defaultMaxListeners = n;
};
exports.EventEmitter = EventEmitter;
