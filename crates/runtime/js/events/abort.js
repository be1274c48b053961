// AbortController and AbortSignal, https://dom.spec.whatwg.org/#aborting-ongoing-activities.

const errors = require("errors");
const { EventTarget, defineHandler, dispatch, setMaxListeners } = require("events-target");
const { trustedEvent } = require("event");
const { inspectAs, custom, webIdl } = require("inspect-class");

const creating = Symbol("creating");

function domException(message, name) {
  const { DOMException } = require("dom-exception");
  return new DOMException(message, name);
}

class AbortSignal extends EventTarget {
  #aborted = false;
  #reason = undefined;
  #dependents = new Set(); // signals made by AbortSignal.any that follow this one
  #sources = undefined; // what a signal made by AbortSignal.any follows

  constructor(key = undefined) {
    if (key !== creating) throw errors.plain(TypeError, "ERR_ILLEGAL_CONSTRUCTOR", "Illegal constructor");
    super();
    setMaxListeners(this, 0);
  }

  static isSignal(value) {
    return typeof value === "object" && value !== null && #aborted in value;
  }

  /** Marks the signal and all that follow it as aborted, then tells their listeners. */
  static trigger(signal, reason) {
    if (signal.#aborted) return;
    const all = [signal];
    for (const one of all) {
      one.#aborted = true;
      one.#reason = reason;
      for (const dependent of one.#dependents) if (!dependent.#aborted && !all.includes(dependent)) all.push(dependent);
      one.#dependents.clear();
    }
    for (const one of all) dispatch(one, trustedEvent("abort"));
  }

  static follow(signal, source) {
    signal.#sources ??= new Set();
    for (const root of source.#sources ?? [source]) {
      signal.#sources.add(root);
      root.#dependents.add(signal);
    }
  }

  static abort(reason = domException("This operation was aborted", "AbortError")) {
    const signal = new AbortSignal(creating);
    signal.#aborted = true;
    signal.#reason = reason;
    return signal;
  }

  static timeout(delay) {
    require("validators").validateNumber(delay, "delay");
    require("validators").validateInteger(delay, "delay", 0, 2 ** 32 - 1);
    const signal = new AbortSignal(creating);
    const fire = () => trigger(signal, domException("The operation was aborted due to timeout", "TimeoutError"));
    require("timers").setTimeout(fire, delay).unref();
    return signal;
  }

  static any(signals) {
    const sources = sequence(signals);
    const signal = new AbortSignal(creating);
    const aborted = sources.find((source) => source.#aborted);
    if (aborted !== undefined) {
      signal.#aborted = true;
      signal.#reason = aborted.#reason;
      return signal;
    }
    for (const source of sources) follow(signal, source);
    return signal;
  }

  get aborted() {
    if (!isSignal(this)) throw errors.ERR_INVALID_THIS("AbortSignal");
    return this.#aborted;
  }

  get reason() {
    if (!isSignal(this)) throw errors.ERR_INVALID_THIS("AbortSignal");
    return this.#reason;
  }

  throwIfAborted() {
    if (!isSignal(this)) throw errors.ERR_INVALID_THIS("AbortSignal");
    if (this.#aborted) throw this.#reason;
  }

  [custom](depth, options) {
    return inspectAs("AbortSignal", { aborted: this.aborted }, depth, options);
  }
}

const { isSignal, trigger, follow } = AbortSignal;
for (const name of ["isSignal", "trigger", "follow"]) delete AbortSignal[name];

/** WebIDL's sequence<AbortSignal>. */
function sequence(value) {
  if (value === null || typeof value !== "object" || typeof value[Symbol.iterator] !== "function") {
    throw errors.plain(TypeError, "ERR_INVALID_ARG_TYPE", "signals cannot be converted to sequence.");
  }
  const signals = [...value];
  signals.forEach((signal, index) => {
    if (isSignal(signal)) return;
    throw errors.plain(TypeError, "ERR_INVALID_ARG_TYPE", `signals[${index}] is not of type AbortSignal.`);
  });
  return signals;
}

webIdl(AbortSignal.prototype, "AbortSignal", ["aborted", "reason", "throwIfAborted"]);
defineHandler(AbortSignal.prototype, "abort");

class AbortController {
  #signal = undefined;

  get signal() {
    if (!(#signal in Object(this))) throw errors.ERR_INVALID_THIS("AbortController");
    this.#signal ??= new AbortSignal(creating);
    return this.#signal;
  }

  abort(reason = domException("This operation was aborted", "AbortError")) {
    if (!(#signal in Object(this))) throw errors.ERR_INVALID_THIS("AbortController");
    trigger(this.signal, reason);
  }

  [custom](depth, options) {
    return inspectAs("AbortController", { signal: this.signal }, depth, options);
  }
}

webIdl(AbortController.prototype, "AbortController", ["signal", "abort"]);

exports.AbortController = AbortController;
exports.AbortSignal = AbortSignal;
exports.isSignal = isSignal;
