// node:perf_hooks. https://nodejs.org/api/perf_hooks.html

const { lazy, lazyFunction } = require("lazy");
const { Performance, PerformanceEntry, PerformanceMark, PerformanceMeasure, performance } = require("performance");

Object.assign(exports, { Performance, PerformanceEntry, PerformanceMark, PerformanceMeasure, performance });

for (const name of ["PerformanceObserver", "PerformanceObserverEntryList"]) {
  lazy(exports, name, () => require("performance-observer")[name]);
}
lazy(exports, "PerformanceResourceTiming", () => require("performance-resource").PerformanceResourceTiming);
lazyFunction(exports, "createHistogram", 0, "histogram");
lazyFunction(exports, "monitorEventLoopDelay", 0, "histogram");
lazyFunction(exports, "eventLoopUtilization", 2, "performance-node");
lazyFunction(exports, "timerify", 1, "performance-node");

const { missing } = require("unimplemented");
for (const name of ["createSlidingWindowHistogram", "importHistogram"]) {
  exports[name] = missing("perf_hooks", name);
}

/** The kinds of garbage collection that entries of type "gc" would name. */
const constants = {
  NODE_PERFORMANCE_GC_MAJOR: 4,
  NODE_PERFORMANCE_GC_MINOR: 1,
  NODE_PERFORMANCE_GC_MINOR_MARK_SWEEP: 2,
  NODE_PERFORMANCE_GC_INCREMENTAL: 8,
  NODE_PERFORMANCE_GC_WEAKCB: 16,
  NODE_PERFORMANCE_GC_FLAGS_NO: 0,
  NODE_PERFORMANCE_GC_FLAGS_CONSTRUCT_RETAINED: 2,
  NODE_PERFORMANCE_GC_FLAGS_FORCED: 4,
  NODE_PERFORMANCE_GC_FLAGS_SYNCHRONOUS_PHANTOM_PROCESSING: 8,
  NODE_PERFORMANCE_GC_FLAGS_ALL_AVAILABLE_GARBAGE: 16,
  NODE_PERFORMANCE_GC_FLAGS_ALL_EXTERNAL_MEMORY: 32,
  NODE_PERFORMANCE_GC_FLAGS_SCHEDULE_IDLE: 64,
};
for (const name in constants) Object.defineProperty(constants, name, { __proto__: null, writable: false });
Object.defineProperty(exports, "constants", { __proto__: null, value: constants, enumerable: true });
