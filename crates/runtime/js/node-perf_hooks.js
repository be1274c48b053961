// node:perf_hooks

const { Performance, PerformanceEntry, PerformanceMark, PerformanceMeasure, performance } = require("performance");

Object.assign(exports, { Performance, PerformanceEntry, PerformanceMark, PerformanceMeasure, performance });
