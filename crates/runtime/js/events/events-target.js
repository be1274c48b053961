// EventTarget, https://dom.spec.whatwg.org/#interface-eventtarget. There is no tree: an event is always at its target.

const errors = require("errors");
const events = require("event");
const { inspectAs, custom, webIdl } = require("inspect-class");

const defaultMaxListeners = 10;

class EventTarget {
  #types = new Map(); // type -> [{ callback, capture, once, passive, removed }]
  #limit = undefined;
  #warned = false;

  static stateless(target) {
    return !(#types in Object(target));
  }

  /** The listeners for `type`, made if `create` says so. */
  static list(target, type, create) {
    let list = target.#types.get(type);
    if (list === undefined && create) target.#types.set(type, (list = []));
    return list;
  }

  static limit(target, n) {
    if (n !== undefined) target.#limit = n;
    return target.#limit ?? defaultMaxListeners;
  }

  /** True once, when a target should be warned about. */
  static warnOnce(target) {
    const first = !target.#warned;
    target.#warned = true;
    return first;
  }

  addEventListener(type, listener, options = {}) {
    if (stateless(this)) throw errors.ERR_INVALID_THIS("EventTarget");
    if (arguments.length < 2) throw errors.ERR_MISSING_ARGS("type", "listener");
    const { once, capture, passive, signal } = flags(options);
    if (!isListener(listener)) {
      if (listener == null) warnOfNothing(listener, this, type);
      return;
    }
    type = `${type}`;
    if (signal !== undefined && (signal === null || !require("abort").isSignal(signal))) {
      throw errors.ERR_INVALID_ARG_TYPE("options.signal", "AbortSignal", signal);
    }
    if (signal?.aborted) return;
    const found = list(this, type, true);
    if (found.some((one) => one.callback === listener && one.capture === capture)) return;
    found.push({ callback: listener, capture, once, passive, removed: false });
    if (signal !== undefined) {
      const remove = () => this.removeEventListener(type, listener, options);
      signal.addEventListener("abort", remove, { once: true });
    }
    warnOfLeak(this, type, found.length);
  }

  removeEventListener(type, listener, options = {}) {
    if (stateless(this)) throw errors.ERR_INVALID_THIS("EventTarget");
    if (arguments.length < 2) throw errors.ERR_MISSING_ARGS("type", "listener");
    if (!isListener(listener)) return;
    const { capture } = flags(options);
    const found = list(this, `${type}`, false);
    const index = found?.findIndex((one) => one.callback === listener && one.capture === capture) ?? -1;
    if (index < 0) return;
    found[index].removed = true;
    found.splice(index, 1);
  }

  dispatchEvent(event) {
    if (stateless(this)) throw errors.ERR_INVALID_THIS("EventTarget");
    if (arguments.length < 1) throw errors.ERR_MISSING_ARGS("event");
    if (!events.isEvent(event)) throw errors.ERR_INVALID_ARG_TYPE("event", "Event", event);
    const state = events.stateOf(event);
    if (state.phase !== events.NONE) {
      throw errors.plain(Error, "ERR_EVENT_RECURSION", `The event "${state.type}" is already being dispatched`);
    }
    state.trusted = false;
    return dispatch(this, event);
  }

  [custom](depth, options) {
    return inspectAs(this.constructor.name, {}, depth, options);
  }
}

const { stateless, list, limit, warnOnce } = EventTarget;
for (const name of ["stateless", "list", "limit", "warnOnce"]) delete EventTarget[name];

webIdl(EventTarget.prototype, "EventTarget", ["addEventListener", "removeEventListener", "dispatchEvent"]);

function flags(options) {
  if (typeof options === "boolean") return { capture: options, once: false, passive: false, signal: undefined };
  if (options === null || (typeof options !== "object" && typeof options !== "function")) {
    if (options == null) return { capture: false, once: false, passive: false, signal: undefined };
    throw errors.ERR_INVALID_ARG_TYPE("options", "Object", options);
  }
  const { capture, once, passive, signal } = options;
  return { capture: !!capture, once: !!once, passive: !!passive, signal };
}

/** False for null and undefined, which are ignored; anything else that cannot listen is refused. */
function isListener(listener) {
  if (typeof listener === "function" || (typeof listener === "object" && listener !== null)) return true;
  if (listener == null) return false;
  throw errors.ERR_INVALID_ARG_TYPE("listener", "EventListener", listener);
}

function warnOfNothing(listener, target, type) {
  const warning = new Error(`addEventListener called with ${listener} which has no effect.`);
  warning.name = "AddEventListenerArgumentTypeWarning";
  require("process").process.emitWarning(Object.assign(warning, { target, type }));
}

function warnOfLeak(target, type, count) {
  const most = limit(target);
  if (most === 0 || count <= most || !warnOnce(target)) return;
  const kind = require("inspect").inspect(target, { depth: -1 });
  const warning = new Error(
    `Possible EventTarget memory leak detected. ${count} ${type} listeners added to ${kind}. ` +
      `MaxListeners is ${most}. Use events.setMaxListeners() to increase limit`,
  );
  warning.name = "MaxListenersExceededWarning";
  require("process").process.emitWarning(Object.assign(warning, { target, type, count }));
}

/** Calls the listeners; what one throws is an uncaught exception on the next tick and does not stop the others. */
function dispatch(target, event) {
  const state = events.stateOf(event);
  state.target = target;
  state.phase = events.AT_TARGET;
  for (const listener of list(target, state.type, false)?.slice() ?? []) {
    if (listener.removed) continue;
    if (listener.once) remove(target, state.type, listener);
    state.passive = listener.passive;
    callListener(listener.callback, target, event);
    state.passive = false;
    if (state.stoppedNow) break;
  }
  state.phase = events.NONE;
  state.stopped = state.stoppedNow = false;
  return !state.canceled;
}

function remove(target, type, listener) {
  const found = list(target, type, false);
  listener.removed = true;
  const index = found.indexOf(listener);
  if (index >= 0) found.splice(index, 1);
}

function callListener(callback, target, event) {
  try {
    const result = typeof callback === "function" ? callback.call(target, event) : callback.handleEvent?.(event);
    if (typeof result?.then === "function") result.then(undefined, throwLater);
  } catch (error) {
    throwLater(error);
  }
}

function throwLater(error) {
  require("tasks").nextTick(() => {
    throw error;
  });
}

/** Defines `on<type>` on a prototype: one listener that can be read back and replaced, called at its first place. */
exports.defineHandler = function defineHandler(prototype, type) {
  const handlers = new WeakMap(); // target -> { handler }
  Object.defineProperty(prototype, `on${type}`, {
    __proto__: null,
    enumerable: true,
    configurable: true,
    get() {
      return handlers.get(this)?.handler ?? null;
    },
    set(value) {
      const handler = typeof value === "function" || (typeof value === "object" && value !== null) ? value : null;
      let slot = handlers.get(this);
      if (slot === undefined) {
        slot = { handler: null, listener: undefined };
        handlers.set(this, slot);
      }
      slot.handler = handler;
      if (handler !== null && slot.listener === undefined) {
        slot.listener = (event) => (typeof slot.handler === "function" ? slot.handler.call(this, event) : undefined);
        this.addEventListener(type, slot.listener);
      } else if (handler === null && slot.listener !== undefined) {
        this.removeEventListener(type, slot.listener);
        slot.listener = undefined;
      }
    },
  });
};

exports.EventTarget = EventTarget;
exports.dispatch = dispatch;
exports.listenersOf = (target, type) => (list(target, type, false) ?? []).map((one) => one.callback);
exports.maxListenersOf = (target) => limit(target);
exports.setMaxListeners = (target, n) => limit(target, n);
