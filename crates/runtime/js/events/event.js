// Event and CustomEvent, https://dom.spec.whatwg.org/#events.

const errors = require("errors");
const { inspectAs, custom, webIdl } = require("inspect-class");

const NONE = 0;
const AT_TARGET = 2;

/** Makes an event isTrusted: only events that the runtime fires itself are. */
const trusted = Symbol("trusted");

class Event {
  #state;

  constructor(type, options = undefined) {
    if (arguments.length === 0) throw errors.ERR_MISSING_ARGS("type");
    if (options != null) require("validators").validateObject(options, "options");
    this.#state = {
      type: `${type}`,
      bubbles: !!options?.bubbles,
      cancelable: !!options?.cancelable,
      composed: !!options?.composed,
      trusted: options?.[trusted] === true,
      timeStamp: natives.now(),
      target: null,
      phase: NONE,
      canceled: false,
      stopped: false,
      stoppedNow: false,
      passive: false,
    };
  }

  static stateOf(event) {
    if (!(#state in Object(event))) throw errors.ERR_INVALID_THIS("Event");
    return event.#state;
  }

  static isEvent(value) {
    return typeof value === "object" && value !== null && #state in value;
  }

  initEvent(type, bubbles = false, cancelable = false) {
    if (arguments.length === 0) throw errors.ERR_MISSING_ARGS("type");
    const state = stateOf(this);
    if (state.phase !== NONE) return;
    state.type = `${type}`;
    state.bubbles = !!bubbles;
    state.cancelable = !!cancelable;
    state.canceled = state.stopped = state.stoppedNow = false;
    state.target = null;
  }

  preventDefault() {
    const state = stateOf(this);
    if (state.cancelable && !state.passive) state.canceled = true;
  }

  stopPropagation() {
    stateOf(this).stopped = true;
  }

  stopImmediatePropagation() {
    const state = stateOf(this);
    state.stopped = true;
    state.stoppedNow = true;
  }

  composedPath() {
    const { phase, target } = stateOf(this);
    return phase === NONE ? [] : [target];
  }

  get type() {
    return stateOf(this).type;
  }

  get target() {
    return stateOf(this).target;
  }

  get currentTarget() {
    const { phase, target } = stateOf(this);
    return phase === NONE ? null : target;
  }

  get srcElement() {
    return stateOf(this).target;
  }

  get cancelable() {
    return stateOf(this).cancelable;
  }

  get defaultPrevented() {
    return stateOf(this).canceled;
  }

  get timeStamp() {
    return stateOf(this).timeStamp;
  }

  get returnValue() {
    return !stateOf(this).canceled;
  }

  set returnValue(value) {
    if (!value) this.preventDefault();
  }

  get isTrusted() {
    return stateOf(this).trusted;
  }

  get bubbles() {
    return stateOf(this).bubbles;
  }

  get composed() {
    return stateOf(this).composed;
  }

  get eventPhase() {
    return stateOf(this).phase;
  }

  get cancelBubble() {
    return stateOf(this).stopped;
  }

  set cancelBubble(value) {
    if (value) this.stopPropagation();
  }

  [custom](depth, options) {
    const { defaultPrevented, cancelable, timeStamp, type } = this;
    return inspectAs(this.constructor.name, { type, defaultPrevented, cancelable, timeStamp }, depth, options);
  }
}

const { stateOf, isEvent } = Event;
delete Event.stateOf;
delete Event.isEvent;

webIdl(Event.prototype, "Event", [
  "initEvent", "stopImmediatePropagation", "preventDefault", "target", "currentTarget", "srcElement", "type",
  "cancelable", "defaultPrevented", "timeStamp", "composedPath", "returnValue", "bubbles", "composed", "eventPhase",
  "cancelBubble", "stopPropagation", "isTrusted",
]);
["NONE", "CAPTURING_PHASE", "AT_TARGET", "BUBBLING_PHASE"].forEach((name, value) => {
  Object.defineProperty(Event, name, { __proto__: null, value, enumerable: true });
  Object.defineProperty(Event.prototype, name, { __proto__: null, value, enumerable: true });
});

class CustomEvent extends Event {
  #detail;

  constructor(type, options = undefined) {
    if (arguments.length === 0) throw errors.ERR_MISSING_ARGS("type");
    super(type, options);
    this.#detail = options?.detail ?? null;
  }

  get detail() {
    if (!(#detail in Object(this))) throw errors.ERR_INVALID_THIS("CustomEvent");
    return this.#detail;
  }
}

webIdl(CustomEvent.prototype, "CustomEvent", ["detail"]);

exports.Event = Event;
exports.CustomEvent = CustomEvent;
exports.stateOf = stateOf;
exports.isEvent = isEvent;
exports.NONE = NONE;
exports.AT_TARGET = AT_TARGET;
/** An event that the runtime fires: isTrusted is true. */
exports.trustedEvent = (type) => new Event(type, { [trusted]: true });
