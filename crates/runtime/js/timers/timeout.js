// The Timeout class, and when timers run.
//
// Timers of one duration share a list, in the order they were started; lists stand in a heap by when their first timer
// is due. So all due timers of one duration run before those of the next, which is the order Node shows.

const { Heap } = require("heap");
const tasks = require("tasks");

const LONGEST = 2 ** 31 - 1;
const { trunc, max } = Math;

const lists = new Map(); // duration in ms -> List
const heap = new Heap((a, b) => a.expiry < b.expiry || (a.expiry === b.expiry && a.order < b.order));
const byId = new Map(); // timers that were turned into a number
let listOrder = 0;
let lastId = 0;
let refed = 0;

/** Whole milliseconds since the process started: what Node measures timers in. */
const now = () => trunc(natives.now());

class List {
  timers = new Set();
  order = listOrder++;
  place = 0;

  constructor(duration, expiry) {
    this.duration = duration;
    this.expiry = expiry;
  }
}

function warnDuration(name, text) {
  require("process").process.emitWarning(`${text}\nTimeout duration was set to 1.`, name);
}

const warned = new Set();

/** The whole milliseconds a timer waits: 1 for anything outside 1..2^31-1, with Node's warnings. */
function duration(after) {
  if (after === undefined) return 1;
  const ms = +after;
  if (ms >= 1 && ms <= LONGEST) return trunc(ms);
  if (ms > LONGEST) warnDuration("TimeoutOverflowWarning", `${ms} does not fit into a 32-bit signed integer.`);
  else if (ms < 0) warnOnce("TimeoutNegativeWarning", `${ms} is a negative number.`);
  else if (ms !== ms) warnOnce("TimeoutNaNWarning", `${ms} is not a number.`);
  return 1;
}

function warnOnce(name, text) {
  if (warned.has(name)) return;
  warned.add(name);
  warnDuration(name, text);
}

class Timeout {
  #ref = true;
  #list = undefined;
  #id = 0;
  #args;

  constructor(callback, after, args, repeat) {
    this._idleTimeout = duration(after);
    this._idleStart = 0;
    this._onTimeout = tasks.capture(callback);
    this._repeat = repeat ? this._idleTimeout : null;
    this._destroyed = false;
    this.#args = args;
    this.#start(now());
  }

  #start(time) {
    const ms = this._idleTimeout;
    let list = lists.get(ms);
    if (list === undefined) {
      list = new List(ms, time + ms);
      lists.set(ms, list);
      heap.push(list);
    }
    this._idleStart = time;
    this.#list = list;
    if (this.#ref) refed++;
    list.timers.add(this);
  }

  #stop() {
    const list = this.#list;
    if (list === undefined) return;
    this.#list = undefined;
    if (this.#ref) refed--;
    list.timers.delete(this);
    if (list.timers.size === 0 && lists.get(list.duration) === list) {
      lists.delete(list.duration);
      heap.remove(list);
    }
  }

  #destroy() {
    this.#stop();
    this._destroyed = true;
    if (this.#id !== 0) byId.delete(this.#id);
  }

  static run(timer) {
    timer.#stop();
    const started = now();
    const callback = timer._onTimeout;
    try {
      if (callback) callback.apply(timer, timer.#args);
    } catch (error) {
      require("uncaught").report(error, "uncaughtException");
    }
    if (timer.#list !== undefined || timer._destroyed) return;
    if (timer._repeat && timer._onTimeout) timer.#start(started);
    else timer.#destroy();
  }

  static clear(timer) {
    timer._onTimeout = null;
    timer.#destroy();
  }

  static isTimeout(value) {
    return typeof value === "object" && value !== null && #list in value;
  }

  ref() {
    if (!this.#ref && this.#list !== undefined) refed++;
    this.#ref = true;
    return this;
  }

  unref() {
    if (this.#ref && this.#list !== undefined) refed--;
    this.#ref = false;
    return this;
  }

  hasRef() {
    return this.#ref;
  }

  /** Starts the wait again from now. */
  refresh() {
    if (this._onTimeout === null) return this;
    this.#stop();
    this._destroyed = false;
    this.#start(now());
    return this;
  }

  close() {
    clear(this);
    return this;
  }

  [Symbol.toPrimitive]() {
    if (this.#id === 0) {
      this.#id = ++lastId;
      if (!this._destroyed) byId.set(this.#id, this);
    }
    return this.#id;
  }

  [Symbol.dispose]() {
    clear(this);
  }
}

const { run, clear, isTimeout } = Timeout;
for (const name of ["run", "clear", "isTimeout"]) delete Timeout[name];

/** Runs the due timers of one list; true if any of them ran. */
function runList(list, time, ranBefore) {
  let ran = ranBefore;
  for (const timer of list.timers) {
    if (time - timer._idleStart < list.duration) {
      list.expiry = max(timer._idleStart + list.duration, time + 1);
      list.order = listOrder++;
      heap.moved(list);
      break;
    }
    if (ran) tasks.runNextTicks();
    ran = true;
    if (list.timers.has(timer)) run(timer);
  }
  return ran;
}

/**
 * Runs every timer that is due, draining ticks and microtasks after each.
 * @returns as `timeToNext`.
 */
exports.runTimers = function runTimers() {
  // The clock is read once: what a callback starts waits for the next turn, however long the callback takes.
  const time = now();
  let ran = false;
  for (let list = heap.peek(); list !== undefined && list.expiry <= time; list = heap.peek()) {
    ran = runList(list, time, ran);
  }
  if (ran) tasks.runNextTicks();
  return exports.timeToNext();
};

/** Milliseconds until the next timer is due (0 or more, with a fraction), or -1 when none waits. */
exports.timeToNext = function timeToNext() {
  const next = heap.peek();
  return next === undefined ? -1 : max(0, next.expiry - natives.now());
};

/** The timer that was turned into the number `id`, unless it is over. */
exports.find = (id) => byId.get(id);

/** True while a timer keeps the process running. */
exports.hasRef = () => refed > 0;
exports.Timeout = Timeout;
exports.clear = clear;
exports.isTimeout = isTimeout;
