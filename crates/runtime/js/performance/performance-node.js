// What performance has in Node.js beyond the standards: event loop, timed functions, the start's milestones.
// https://nodejs.org/api/perf_hooks.html

const { PerformanceEntry, creating } = require("performance");
const { inspectAs, custom } = require("inspect-class");

const measured = natives.subject("performance");

/** `{ idle, active, utilization }` of a time in ms of which the loop slept `idle`. */
function utilization(idle, active) {
  const whole = idle + active;
  return { idle, active, utilization: whole === 0 ? 0 : active / whole };
}

exports.eventLoopUtilization = function eventLoopUtilization(one = undefined, other = undefined) {
  if (other !== undefined) return utilization(one.idle - other.idle, one.active - other.active);
  const [, start, idle] = measured.loopTimes();
  if (start < 0) return utilization(0, 0);
  const active = natives.now() - start - idle;
  return one === undefined ? utilization(idle, active) : utilization(idle - one.idle, active - one.active);
};

class PerformanceFunctionTiming extends PerformanceEntry {
  #detail;

  constructor(name, start, duration, args) {
    super(creating, name, "function", start, duration);
    this.#detail = args;
    args.forEach((arg, index) => { this[index] = arg; });
  }

  get detail() {
    return this.#detail;
  }
}
Object.defineProperty(PerformanceFunctionTiming, "name", { __proto__: null, value: "PerformanceEntry" });

exports.timerify = function timerify(fn, options = {}) {
  const { validateFunction, validateObject } = require("validators");
  validateFunction(fn, "fn");
  validateObject(options, "options");
  const { histogram } = options;
  if (histogram !== undefined) require("histogram").checkRecordable(histogram, "options.histogram");
  const finish = (start, args) => {
    const duration = natives.now() - start;
    histogram?.record(Math.max(1, Math.ceil(duration * 1e6)));
    require("performance").announce?.(new PerformanceFunctionTiming(fn.name, start, duration, args));
  };
  function timerified(...args) {
    const start = natives.now();
    const result = new.target ? Reflect.construct(fn, args, fn) : Reflect.apply(fn, this, args);
    if (!new.target && typeof result?.finally === "function") return result.finally(() => finish(start, args));
    finish(start, args);
    return result;
  }
  return Object.defineProperties(timerified, {
    length: { __proto__: null, configurable: false, enumerable: true, value: fn.length },
    name: { __proto__: null, configurable: false, enumerable: true, value: `timerified ${fn.name}` },
  });
};

const MILESTONES = {
  __proto__: null,
  nodeStart: () => 0,
  v8Start: () => 0,
  bootstrapComplete: () => measured.loopTimes()[0],
  environment: () => measured.loopTimes()[0],
  loopStart: () => measured.loopTimes()[1],
  loopExit: () => -1,
  idleTime: () => measured.loopTimes()[2],
};

/** The start's milestones, in ms since the process began; -1 for what has not been. */
exports.PerformanceNodeTiming = class PerformanceNodeTiming extends PerformanceEntry {
  constructor(key) {
    super(key, "node", "node", 0, 0);
    for (const [name, get] of Object.entries(MILESTONES)) {
      Object.defineProperty(this, name, { __proto__: null, enumerable: true, configurable: true, get });
    }
  }

  get duration() {
    return natives.now();
  }

  toJSON() {
    const json = { name: "node", entryType: "node", startTime: 0, duration: this.duration };
    for (const name in MILESTONES) json[name] = this[name];
    return json;
  }

  [custom](depth, options) {
    return inspectAs("PerformanceNodeTiming", this.toJSON(), depth, options);
  }
};
