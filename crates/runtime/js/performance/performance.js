// performance, https://w3c.github.io/hr-time/ and https://w3c.github.io/user-timing/.

const errors = require("errors");
const { inspectAs, custom, webIdl } = require("inspect-class");

const creating = Symbol("creating");
const MILESTONES = ["nodeStart", "v8Start", "environment", "loopStart", "loopExit", "bootstrapComplete"];

const illegal = () => errors.plain(TypeError, "ERR_ILLEGAL_CONSTRUCTOR", "Illegal constructor");

class PerformanceEntry {
  #name;
  #type;
  #start;
  #duration;

  constructor(key = undefined, name, type, start, duration) {
    if (key !== creating) throw illegal();
    this.#name = name;
    this.#type = type;
    this.#start = start;
    this.#duration = duration;
  }

  get name() {
    if (!(#name in Object(this))) throw errors.ERR_INVALID_THIS("PerformanceEntry");
    return this.#name;
  }

  get entryType() {
    if (!(#name in Object(this))) throw errors.ERR_INVALID_THIS("PerformanceEntry");
    return this.#type;
  }

  get startTime() {
    if (!(#name in Object(this))) throw errors.ERR_INVALID_THIS("PerformanceEntry");
    return this.#start;
  }

  get duration() {
    if (!(#name in Object(this))) throw errors.ERR_INVALID_THIS("PerformanceEntry");
    return this.#duration;
  }

  toJSON() {
    const { name, entryType, startTime, duration, detail } = this;
    const json = { name, entryType, startTime, duration };
    return detail === undefined ? json : { ...json, detail };
  }

  [custom](depth, options) {
    return inspectAs(this.constructor.name, this.toJSON(), depth, options);
  }
}

webIdl(PerformanceEntry.prototype, "PerformanceEntry", ["name", "entryType", "startTime", "duration", "toJSON"]);

/** The clone a mark or measure keeps of its `detail`; null where there is none. */
function cloneDetail(detail) {
  return detail == null ? null : require("structured-clone").structuredClone(detail);
}

function timestamp(value) {
  require("validators").validateNumber(value, "startTime");
  if (value >= 0) return value;
  throw errors.plain(TypeError, "ERR_PERFORMANCE_INVALID_TIMESTAMP", `${value} is not a valid timestamp`);
}

class PerformanceMark extends PerformanceEntry {
  #detail;

  constructor(name, options = undefined) {
    if (arguments.length === 0) throw errors.ERR_MISSING_ARGS("name");
    const text = `${name}`;
    if (MILESTONES.includes(text)) throw errors.ERR_INVALID_ARG_VALUE("name", text);
    if (options != null) require("validators").validateObject(options, "options");
    const start = options?.startTime === undefined ? natives.now() : timestamp(options.startTime);
    super(creating, text, "mark", start, 0);
    this.#detail = cloneDetail(options?.detail);
  }

  get detail() {
    if (!(#detail in Object(this))) throw errors.ERR_INVALID_THIS("PerformanceMark");
    return this.#detail;
  }

  toJSON() {
    return super.toJSON();
  }
}

webIdl(PerformanceMark.prototype, "PerformanceMark", ["detail"]);

class PerformanceMeasure extends PerformanceEntry {
  #detail;

  constructor(key = undefined, name, start, duration, detail) {
    super(key, name, "measure", start, duration);
    this.#detail = detail;
  }

  get detail() {
    if (!(#detail in Object(this))) throw errors.ERR_INVALID_THIS("PerformanceMeasure");
    return this.#detail;
  }

  toJSON() {
    return super.toJSON();
  }
}

webIdl(PerformanceMeasure.prototype, "PerformanceMeasure", ["detail"]);

let timeline = []; // entries by start time

function insert(entry) {
  const after = timeline.findLastIndex((one) => one.startTime <= entry.startTime);
  timeline.splice(after + 1, 0, entry);
  return entry;
}

function record(entry) {
  insert(entry);
  exports.announce?.(entry);
  return entry;
}

function clear(type, name) {
  timeline = timeline.filter((entry) => entry.entryType !== type || (name !== undefined && entry.name !== `${name}`));
}

/** The time of a mark by name, or of a number given as it is. */
function timeOf(mark) {
  if (typeof mark === "number") return timestamp(mark);
  const name = `${mark}`;
  const found = timeline.findLast((entry) => entry.entryType === "mark" && entry.name === name);
  if (found !== undefined) return found.startTime;
  const { DOMException } = require("dom-exception");
  throw new DOMException(`The "${name}" performance mark has not been set`, "SyntaxError");
}

function invalidMeasure(message) {
  return errors.plain(TypeError, "ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS", message);
}

/** `{ start, end }` in ms, of measure()'s second and third argument in each of their forms. */
function span(startOrOptions, endMark) {
  const isOptions = typeof startOrOptions === "object" && startOrOptions !== null;
  if (!isOptions) {
    const end = endMark === undefined ? natives.now() : timeOf(endMark);
    return { start: startOrOptions == null ? 0 : timeOf(startOrOptions), end };
  }
  const { start, end, duration } = startOrOptions;
  if (endMark !== undefined) throw invalidMeasure("endMark must not be specified");
  if (start !== undefined && end !== undefined && duration !== undefined) {
    throw invalidMeasure("Must not have options.start, options.end, and options.duration specified");
  }
  if (duration === undefined) {
    return {
      start: start === undefined ? 0 : timeOf(start),
      end: end === undefined ? natives.now() : timeOf(end),
    };
  }
  if (start === undefined && end === undefined) throw invalidMeasure("One of options.start or options.end is required");
  const length = timestamp(duration);
  return start === undefined
    ? { start: timeOf(end) - length, end: timeOf(end) }
    : { start: timeOf(start), end: timeOf(start) + length };
}

/** Entries that are on the timeline, for observers that ask for what was before them. */
exports.recorded = (type) => timeline.filter((entry) => entry.entryType === type);
/** What observers do with a new entry; set once there is one. */
exports.announce = undefined;

class Performance extends require("events-target").EventTarget {
  constructor(key = undefined) {
    if (key !== creating) throw illegal();
    super();
  }

  clearMarks(name = undefined) {
    check(this);
    clear("mark", name);
  }

  clearMeasures(name = undefined) {
    check(this);
    clear("measure", name);
  }

  clearResourceTimings(name = undefined) {
    check(this);
    clear("resource", name);
  }

  getEntries() {
    check(this);
    return timeline.slice();
  }

  getEntriesByName(name, type = undefined) {
    check(this);
    if (arguments.length === 0) throw errors.ERR_MISSING_ARGS("name");
    return timeline.filter(
      (entry) => entry.name === `${name}` && (type === undefined || entry.entryType === `${type}`),
    );
  }

  getEntriesByType(type) {
    check(this);
    if (arguments.length === 0) throw errors.ERR_MISSING_ARGS("type");
    return timeline.filter((entry) => entry.entryType === `${type}`);
  }

  mark(name, options = undefined) {
    check(this);
    if (arguments.length === 0) throw errors.ERR_MISSING_ARGS("name");
    return record(new PerformanceMark(name, options));
  }

  measure(name, startOrOptions = undefined, endMark = undefined) {
    check(this);
    if (arguments.length === 0) throw errors.ERR_MISSING_ARGS("name");
    const text = `${name}`;
    const { start, end } = span(startOrOptions, endMark);
    const detail = typeof startOrOptions === "object" ? cloneDetail(startOrOptions?.detail) : null;
    return record(new PerformanceMeasure(creating, text, start, end - start, detail));
  }

  now() {
    check(this);
    return natives.now();
  }

  setResourceTimingBufferSize(maxSize) {
    check(this);
    if (arguments.length === 0) throw errors.ERR_MISSING_ARGS("maxSize");
    require("performance-resource").setResourceTimingBufferSize(maxSize);
  }

  get timeOrigin() {
    check(this);
    return timeOrigin;
  }

  toJSON() {
    check(this);
    const { nodeTiming } = this;
    return { nodeTiming: nodeTiming.toJSON(), timeOrigin, eventLoopUtilization: this.eventLoopUtilization() };
  }

  [custom](depth, options) {
    const { nodeTiming, timeOrigin: origin } = this;
    return inspectAs("Performance", { nodeTiming, timeOrigin: origin }, depth, options);
  }
}

// What Node.js has beyond the standards.
const { lazy, lazyFunction } = require("lazy");
for (const [name, length, file] of [
  ["eventLoopUtilization", 2, "performance-node"],
  ["markResourceTiming", 7, "performance-resource"],
  ["timerify", 1, "performance-node"],
]) {
  lazyFunction(Performance.prototype, name, length, file);
  Object.defineProperty(Performance.prototype, name, { __proto__: null, enumerable: false });
}
lazy(
  Performance.prototype,
  "nodeTiming",
  () => new (require("performance-node").PerformanceNodeTiming)(creating),
  false,
);

const performance = new Performance(creating);
const timeOrigin = natives.timeOrigin();

function check(self) {
  if (self !== performance) throw errors.ERR_INVALID_THIS("Performance");
}

webIdl(Performance.prototype, "Performance", [
  "clearMarks", "clearMeasures", "clearResourceTimings", "getEntries", "getEntriesByName", "getEntriesByType", "mark", "measure", "now",
  "setResourceTimingBufferSize", "timeOrigin", "toJSON",
]);

/** The handler that is no listener by itself: `performance.onresourcetimingbufferfull`. */
let whenFull = null;
Object.defineProperty(Performance.prototype, "onresourcetimingbufferfull", {
  __proto__: null,
  get: () => whenFull,
  set(handler) {
    if (whenFull !== null) performance.removeEventListener("resourcetimingbufferfull", whenFull);
    whenFull = typeof handler === "function" ? handler : null;
    if (whenFull !== null) performance.addEventListener("resourcetimingbufferfull", whenFull);
  },
  enumerable: true,
  configurable: true,
});

exports.creating = creating;
exports.insert = insert;
exports.performance = performance;
exports.Performance = Performance;
exports.PerformanceEntry = PerformanceEntry;
exports.PerformanceMark = PerformanceMark;
exports.PerformanceMeasure = PerformanceMeasure;
