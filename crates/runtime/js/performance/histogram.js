// Histograms: createHistogram and monitorEventLoopDelay. https://nodejs.org/api/perf_hooks.html#class-histogram

const errors = require("errors");
const { inspectAs, custom } = require("inspect-class");
const { validateInteger, validateNumber, validateObject } = require("validators");

const counting = natives.subject("performance");
const creating = Symbol("creating");
const { MAX_SAFE_INTEGER } = Number;

/** What an empty histogram says is its least value: the greatest that 64 bits hold. */
const NO_MINIMUM = 2n ** 63n - 1n;

const dropped = new FinalizationRegistry((number) => counting.histogramDrop(number));

class Histogram {
  #number;

  constructor(key, lowest, highest, figures) {
    if (key !== creating) throw errors.plain(TypeError, "ERR_ILLEGAL_CONSTRUCTOR", "Illegal constructor");
    this.#number = counting.createHistogram(lowest, highest, figures);
    dropped.register(this, this.#number);
  }

  static numberOf(histogram) {
    if (!(#number in Object(histogram))) throw errors.ERR_INVALID_THIS("Histogram");
    return histogram.#number;
  }

  get count() { return figures(this).count; }
  get countBigInt() { return BigInt(figures(this).count); }
  get min() { return Number(figures(this).min); }
  get minBigInt() { return BigInt(figures(this).min); }
  get max() { return figures(this).max; }
  get maxBigInt() { return BigInt(figures(this).max); }
  get mean() { return figures(this).mean; }
  get exceeds() { return figures(this).exceeds; }
  get exceedsBigInt() { return BigInt(figures(this).exceeds); }
  get stddev() { return figures(this).stddev; }

  percentile(percentile) {
    const number = numberOf(this);
    validateNumber(percentile, "percentile");
    if (!(percentile > 0 && percentile <= 100)) {
      throw errors.ERR_OUT_OF_RANGE("percentile", "> 0 && <= 100", percentile);
    }
    return counting.histogramPercentile(number, percentile);
  }

  percentileBigInt(percentile) {
    return BigInt(Histogram.prototype.percentile.call(this, percentile));
  }

  get percentiles() {
    return percentiles(numberOf(this), (value) => value);
  }

  get percentilesBigInt() {
    return percentiles(numberOf(this), BigInt);
  }

  reset() {
    counting.histogramReset(numberOf(this));
  }

  toJSON() {
    const { count, min, max, mean, exceeds, stddev } = this;
    return { count, min, max, mean, exceeds, stddev, percentiles: Object.fromEntries(this.percentiles) };
  }

  [custom](depth, options) {
    const { min, max, mean, exceeds, stddev, count } = this;
    return inspectAs("Histogram", { min, max, mean, exceeds, stddev, count, percentiles: this.percentiles }, depth, options);
  }
}

const { numberOf } = Histogram;
delete Histogram.numberOf;

function figures(histogram) {
  const [count, exceeds, min, max, mean, stddev] = counting.histogramFigures(numberOf(histogram));
  if (count === 0) return { count, exceeds, min: NO_MINIMUM, max: 0, mean: NaN, stddev: NaN };
  return { count, exceeds, min, max, mean, stddev };
}

function percentiles(number, convert) {
  const rows = counting.histogramPercentiles(number);
  const map = new Map();
  for (let at = 0; at < rows.length; at += 2) map.set(rows[at], convert(rows[at + 1]));
  if (map.size === 0) map.set(100, convert(0));
  return map;
}

class RecordableHistogram extends Histogram {
  #last; // nanoseconds of the last recordDelta()

  record(value) {
    const number = numberOf(this);
    if (typeof value === "bigint") {
      if (value < 1n || value > NO_MINIMUM) throw errors.plain(RangeError, "ERR_OUT_OF_RANGE", "value is out of range");
      return counting.histogramRecord(number, Number(value));
    }
    validateInteger(value, "val", 1);
    counting.histogramRecord(number, value);
  }

  recordDelta() {
    const number = numberOf(this);
    const now = natives.now() * 1e6;
    if (this.#last !== undefined) counting.histogramRecord(number, Math.max(1, Math.round(now - this.#last)));
    this.#last = now;
  }

  add(other) {
    const number = numberOf(this);
    exports.checkRecordable(other, "other");
    counting.histogramAdd(number, numberOf(other));
  }
}

exports.checkRecordable = function checkRecordable(value, name) {
  if (!(value instanceof RecordableHistogram)) throw errors.ERR_INVALID_ARG_TYPE(name, "RecordableHistogram", value);
};

exports.createHistogram = function createHistogram(options = {}) {
  validateObject(options, "options");
  const { lowest = 1, highest = MAX_SAFE_INTEGER, figures: digits = 3 } = options;
  if (typeof lowest !== "bigint") validateInteger(lowest, "options.lowest", 1);
  if (typeof highest !== "bigint") {
    const least = 2n * BigInt(lowest);
    validateNumber(highest, "options.highest");
    if (BigInt(Math.trunc(highest)) < least) {
      throw errors.ERR_OUT_OF_RANGE("options.highest", `>= 2 * options.lowest (${least}n)`, highest);
    }
  } else if (highest < 2n * BigInt(lowest)) {
    throw errors.plain(RangeError, "ERR_INVALID_ARG_VALUE", "highest must be >= 2 * lowest");
  }
  validateInteger(digits, "options.figures", 1, 5);
  return new RecordableHistogram(creating, Number(lowest), Number(highest), digits);
};

/** An hour, in nanoseconds: no turn of an event loop takes longer. */
const LONGEST_DELAY = 3.6e12;

class ELDHistogram extends Histogram {
  #resolution;
  #timer;

  constructor(key, resolution) {
    super(key, 1, LONGEST_DELAY, 3);
    this.#resolution = resolution;
  }

  enable() {
    const number = numberOf(this);
    if (this.#timer !== undefined) return false;
    let last;
    this.#timer = require("timers").setInterval(() => {
      const now = natives.now() * 1e6;
      if (last !== undefined && now - last > 0) counting.histogramRecord(number, now - last);
      last = now;
    }, this.#resolution);
    this.#timer.unref();
    return true;
  }

  disable() {
    numberOf(this);
    if (this.#timer === undefined) return false;
    require("timers").clearInterval(this.#timer);
    this.#timer = undefined;
    return true;
  }

  [Symbol.dispose]() {
    this.disable();
  }
}

exports.monitorEventLoopDelay = function monitorEventLoopDelay(options = {}) {
  validateObject(options, "options");
  const { resolution = 10 } = options;
  validateInteger(resolution, "options.resolution", 1);
  return new ELDHistogram(creating, resolution);
};
