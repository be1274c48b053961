// PerformanceObserver, https://w3c.github.io/performance-timeline/#the-performanceobserver-interface

const errors = require("errors");
const performance = require("performance");
const { inspectAs, custom } = require("inspect-class");

const SUPPORTED = ["function", "mark", "measure", "resource"];
/** Entries of these are kept on the timeline: an observer can ask for those that were before it. */
const KEPT = ["mark", "measure", "resource"];

const observers = new Set();
let offer;
let deliver;
let announced = false; // a delivery is on its way

class PerformanceObserverEntryList {
  #entries;

  constructor(entries = []) {
    this.#entries = entries.toSorted((one, other) => one.startTime - other.startTime);
  }

  getEntries() {
    return this.#entries.slice();
  }

  getEntriesByType(type) {
    if (arguments.length === 0) throw errors.ERR_MISSING_ARGS("type");
    return this.#entries.filter((entry) => entry.entryType === `${type}`);
  }

  getEntriesByName(name, type = undefined) {
    if (arguments.length === 0) throw errors.ERR_MISSING_ARGS("name");
    const sought = this.#entries.filter((entry) => entry.name === `${name}`);
    return type == null ? sought : sought.filter((entry) => entry.entryType === type);
  }

  [custom](depth, options) {
    if (depth < 0) return this;
    const inner = { ...options, depth: options.depth == null ? null : options.depth - 1 };
    return `PerformanceObserverEntryList ${require("inspect").inspect(this.#entries, inner)}`;
  }
}

class PerformanceObserver {
  #callback;
  /** "single" or "multiple", once observe() was called: the two are not mixed. */
  #form;
  #types = new Set();
  #buffer = [];

  static get supportedEntryTypes() {
    return SUPPORTED;
  }

  constructor(callback) {
    require("validators").validateFunction(callback, "callback");
    this.#callback = callback;
  }

  observe(options = {}) {
    require("validators").validateObject(options, "options");
    const { entryTypes, type, buffered } = options;
    if (entryTypes === undefined && type === undefined) {
      throw errors.ERR_MISSING_ARGS("options.entryTypes", "options.type");
    }
    if (entryTypes != null && type != null) {
      throw errors.ERR_INVALID_ARG_VALUE("options.entryTypes", entryTypes, "options.entryTypes can not set with options.type together");
    }
    if (entryTypes !== undefined) this.#observeMany(entryTypes);
    else this.#observeOne(type, buffered);
    if (this.#types.size === 0) return this.disconnect();
    observers.add(this);
    performance.announce = announce;
  }

  #observeMany(types) {
    this.#become("multiple", "multiple observations");
    if (!Array.isArray(types)) throw errors.ERR_INVALID_ARG_TYPE("options.entryTypes", "string[]", types);
    this.#types = new Set(types.filter((type) => SUPPORTED.includes(type)));
  }

  #observeOne(type, buffered) {
    this.#become("single", "single observation");
    if (!SUPPORTED.includes(type)) return;
    this.#types.add(type);
    if (!buffered || !KEPT.includes(type)) return;
    this.#buffer.push(...performance.recorded(type));
    deliverSoon();
  }

  #become(form, named) {
    this.#form ??= form;
    if (this.#form === form) return;
    const { DOMException } = require("dom-exception");
    throw new DOMException(`PerformanceObserver can not change to ${named}`, "InvalidModificationError");
  }

  disconnect() {
    observers.delete(this);
    this.#buffer = [];
    this.#types.clear();
    this.#form = undefined;
    if (observers.size === 0) performance.announce = undefined;
  }

  takeRecords() {
    const taken = this.#buffer;
    this.#buffer = [];
    return taken;
  }

  static #offer(observer, entry) {
    if (observer.#types.has(entry.entryType)) observer.#buffer.push(entry);
  }

  static #deliver(observer) {
    if (observer.#buffer.length === 0) return;
    const entries = new PerformanceObserverEntryList(observer.takeRecords());
    Reflect.apply(observer.#callback, observer, [entries, observer]);
  }

  static {
    offer = (observer, entry) => PerformanceObserver.#offer(observer, entry);
    deliver = (observer) => PerformanceObserver.#deliver(observer);
  }

  [custom](depth, options) {
    const [connected, entryTypes] = [observers.has(this), [...this.#types]];
    return inspectAs("PerformanceObserver", { connected, pending: announced, entryTypes, buffer: this.#buffer }, depth, options);
  }
}



function announce(entry) {
  for (const observer of observers) offer(observer, entry);
  deliverSoon();
}

/** Callbacks come in a turn of their own, once for all that was announced until then. */
function deliverSoon() {
  if (announced) return;
  announced = true;
  require("timers").setImmediate(() => {
    announced = false;
    for (const observer of [...observers]) deliver(observer);
  });
}

for (const [type, tag, names] of [
  [PerformanceObserver, "PerformanceObserver", ["observe", "disconnect", "takeRecords"]],
  [PerformanceObserverEntryList, "PerformanceObserverEntryList", ["getEntries", "getEntriesByType", "getEntriesByName"]],
]) require("inspect-class").webIdl(type.prototype, tag, names);

exports.PerformanceObserver = PerformanceObserver;
exports.PerformanceObserverEntryList = PerformanceObserverEntryList;
