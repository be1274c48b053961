// stream.Readable, https://nodejs.org/api/stream.html#class-streamreadable
//
// Chunks wait in a list. `pull` asks `_read` for more while there are fewer than the mark; `push` adds them; they leave
// by `read`, which is called by the program, or by `flow` while the stream flows.

const { EventEmitter } = require("events");
const common = require("stream-common");
const errors = require("errors");
const { nextTick } = require("tasks");
const { Stream } = require("stream-legacy");

const { fail } = common;

class ReadableState {
  buffer = [];
  length = 0;
  /** null before anybody said, then whether data events are wanted. */
  flowing = null;
  ended = false;
  endEmitted = false;
  /** Whether `_read` was called and has not pushed yet. */
  reading = false;
  resumeScheduled = false;
  readableScheduled = false;
  endScheduled = false;
  dataEmitted = false;
  decoder = null;
  encoding = null;
  pipes = [];
  awaitDrainWriters = new Set();

  constructor(options, isDuplex) {
    Object.assign(this, common.sideState(options));
    this.objectMode = Boolean(options?.objectMode || (isDuplex && options?.readableObjectMode));
    this.highWaterMark = common.highWaterMark(options, this.objectMode, isDuplex ? "readable" : "");
    this.defaultEncoding = options?.defaultEncoding ?? "utf8";
    if (options?.encoding) setEncoding(this, options.encoding);
  }
}

function setEncoding(state, encoding) {
  const { StringDecoder } = require("node-string_decoder");
  state.decoder = new StringDecoder(encoding);
  state.encoding = state.decoder.encoding;
}

function Readable(options) {
  if (!(this instanceof Readable)) return new Readable(options);
  const isDuplex = this instanceof require("stream-duplex").Duplex;
  this._readableState = new ReadableState(options, isDuplex);
  if (options) {
    for (const name of ["read", "destroy", "construct"]) {
      if (typeof options[name] === "function") this[`_${name}`] = options[name];
    }
  }
  Stream.call(this, options);
  if (isDuplex) return undefined;
  if (options?.signal) common.addAbortSignal(options.signal, this);
  common.construct(this, () => more(this));
  return undefined;
}
Object.setPrototypeOf(Readable.prototype, Stream.prototype);
Object.setPrototypeOf(Readable, Stream);

const { prototype } = Readable;

const sizeOf = (state, chunk) => (state.objectMode ? 1 : chunk.length);

/** The chunk as it is kept; undefined for one that has nothing in it. */
function prepare(state, chunk, encoding) {
  if (state.objectMode) return chunk;
  if (typeof chunk === "string" && state.decoder !== null && (encoding ?? state.defaultEncoding) === state.encoding) {
    return chunk === "" ? undefined : chunk;
  }
  const bytes = common.toBytes(chunk, encoding ?? state.defaultEncoding);
  if (bytes === undefined) {
    throw errors.ERR_INVALID_ARG_TYPE("chunk", ["string", "Buffer", "TypedArray", "DataView"], chunk);
  }
  const kept = state.decoder === null ? bytes : state.decoder.write(bytes);
  return kept.length === 0 ? undefined : kept;
}

const wantsMore = (state) =>
  !state.ended && (state.length < state.highWaterMark || state.length === 0);

prototype.push = function (chunk, encoding) {
  const state = this._readableState;
  state.reading = false;
  if (chunk === null || (chunk === undefined && state.objectMode === false)) {
    if (!state.ended) end(this);
    return false;
  }
  if (state.ended) {
    fail(this, common.ERR_STREAM_PUSH_AFTER_EOF());
    return false;
  }
  if (state.destroyed || state.errored) return false;
  const kept = prepare(state, chunk, encoding);
  if (kept !== undefined) add(this, kept);
  more(this);
  return wantsMore(state);
};

prototype.unshift = function (chunk, encoding) {
  const state = this._readableState;
  if (chunk === null) {
    if (!state.ended) end(this);
    return false;
  }
  if (state.endEmitted) {
    fail(this, common.ERR_STREAM_UNSHIFT_AFTER_END_EVENT());
    return false;
  }
  const kept = prepare(state, chunk, encoding);
  if (kept !== undefined) {
    state.buffer.unshift(kept);
    state.length += sizeOf(state, kept);
    notify(this);
  }
  return wantsMore(state);
};

function add(stream, chunk) {
  const state = stream._readableState;
  if (state.flowing && state.length === 0 && !state.inRead && stream.listenerCount("data") > 0) {
    state.dataEmitted = true;
    stream.emit("data", chunk);
    return;
  }
  state.buffer.push(chunk);
  state.length += sizeOf(state, chunk);
  notify(stream);
}

function end(stream) {
  const state = stream._readableState;
  const rest = state.decoder?.end();
  if (rest) add(stream, rest);
  state.ended = true;
  notify(stream);
  finishSoon(stream);
}

/** Tells that there is something to read, or nothing any more. */
function notify(stream) {
  const state = stream._readableState;
  if (state.flowing) {
    scheduleFlow(stream);
    return;
  }
  if (state.readableScheduled || stream.listenerCount("readable") === 0) return;
  state.readableScheduled = true;
  nextTick(() => {
    state.readableScheduled = false;
    if (state.destroyed || state.errored || (state.length === 0 && !state.ended)) return;
    if (!state.endEmitted) stream.emit("readable");
    more(stream);
  });
}

/** Asks for more on the next tick, if there is room. */
function more(stream) {
  const state = stream._readableState;
  if (state.moreScheduled) return;
  state.moreScheduled = true;
  nextTick(() => {
    state.moreScheduled = false;
    if (state.flowing === null && stream.listenerCount("readable") === 0 && !state.touched) return;
    pull(stream);
  });
}

function pull(stream) {
  const state = stream._readableState;
  if (state.reading || !state.constructed || state.destroyed || state.errored || !wantsMore(state)) return;
  state.touched = true;
  state.reading = true;
  state.inRead = true;
  try {
    stream._read(state.highWaterMark);
  } catch (error) {
    fail(stream, error, true);
  }
  state.inRead = false;
  if (state.flowing && state.length > 0) scheduleFlow(stream);
}

/** `size` bytes or characters from the list, or its first chunk. */
function take(state, size) {
  if (state.objectMode || size === undefined) {
    const chunk = state.buffer.shift();
    state.length -= sizeOf(state, chunk);
    return chunk;
  }
  const parts = [];
  for (let missing = size; missing > 0; ) {
    const chunk = state.buffer[0];
    if (chunk.length <= missing) parts.push(state.buffer.shift());
    else {
      parts.push(typeof chunk === "string" ? chunk.slice(0, missing) : chunk.subarray(0, missing));
      state.buffer[0] = typeof chunk === "string" ? chunk.slice(missing) : chunk.subarray(missing);
    }
    missing -= parts.at(-1).length;
  }
  state.length -= size;
  return join(parts, size);
}

function join(parts, size) {
  if (parts.length === 1) return parts[0];
  if (typeof parts[0] === "string") return parts.join("");
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return require("as-buffer").asBuffer(bytes);
}

/** How much `read(size)` takes now; 0 for nothing. */
function available(state, size) {
  if (state.length === 0 || size <= 0) return 0;
  if (state.objectMode) return 1;
  if (size === undefined || Number.isNaN(size)) return state.flowing ? sizeOf(state, state.buffer[0]) : state.length;
  if (size <= state.length) return size;
  return state.ended ? state.length : 0;
}

prototype.read = function (size) {
  const state = this._readableState;
  const wanted = size === undefined ? undefined : Math.trunc(size);
  if (!state.objectMode && wanted > state.highWaterMark) state.highWaterMark = 2 ** Math.ceil(Math.log2(wanted));
  state.touched = true;
  if (available(state, wanted) === 0 || wantsMore(state)) pull(this);
  const amount = available(state, wanted);
  let chunk = null;
  if (amount > 0) {
    chunk = take(state, state.objectMode ? undefined : amount);
    if (wantsMore(state)) more(this);
  }
  if (state.length === 0 && state.ended) finishSoon(this);
  if (chunk !== null && !state.errored && !state.closed) {
    state.dataEmitted = true;
    this.emit("data", chunk);
  }
  return chunk;
};

prototype._read = function () {
  throw common.ERR_METHOD_NOT_IMPLEMENTED("_read()");
};

function finishSoon(stream) {
  const state = stream._readableState;
  if (state.endScheduled || state.length > 0 || !state.ended || !(state.flowing !== null || state.touched)) return;
  state.endScheduled = true;
  nextTick(() => {
    if (state.length > 0) state.endScheduled = false;
    if (state.errored || state.closed || state.endEmitted || state.length > 0) return;
    state.endEmitted = true;
    stream.emit("end");
    const writable = stream._writableState;
    if (writable != null && stream.allowHalfOpen === false && !writable.ending) nextTick(() => stream.end());
    else if (state.autoDestroy && (writable == null || (writable.autoDestroy && writable.finished))) stream.destroy();
  });
}

function scheduleFlow(stream) {
  const state = stream._readableState;
  if (state.resumeScheduled) return;
  state.resumeScheduled = true;
  nextTick(() => {
    const first = state.announceResume;
    state.announceResume = false;
    state.resumeScheduled = false;
    if (first) {
      pull(stream);
      stream.emit("resume");
    }
    flow(stream);
    if (state.flowing) pull(stream);
  });
}

function flow(stream) {
  const state = stream._readableState;
  while (state.flowing && !state.destroyed && state.length > 0) stream.read();
  if (state.flowing && state.length === 0 && state.ended) finishSoon(stream);
}

prototype.resume = function () {
  const state = this._readableState;
  if (!state.flowing) {
    state.flowing = this.listenerCount("readable") === 0;
    state.announceResume = true;
    scheduleFlow(this);
  }
  state.paused = false;
  return this;
};

prototype.pause = function () {
  const state = this._readableState;
  if (state.flowing !== false) {
    state.flowing = false;
    this.emit("pause");
  }
  state.paused = true;
  return this;
};

prototype.isPaused = function () {
  return this._readableState.paused === true || this._readableState.flowing === false;
};

prototype.on = function (event, listener) {
  EventEmitter.prototype.on.call(this, event, listener);
  const state = this._readableState;
  if (event === "data" && this.listenerCount("readable") === 0 && state.flowing !== false) this.resume();
  if (event === "readable" && !state.endEmitted) {
    state.flowing = false;
    state.touched = true;
    if (state.length > 0 || state.ended) notify(this);
    else more(this);
  }
  return this;
};
prototype.addListener = prototype.on;

prototype.removeListener = function (event, listener) {
  EventEmitter.prototype.removeListener.call(this, event, listener);
  if (event === "readable") nextTick(flowAgain, this);
  return this;
};
prototype.off = prototype.removeListener;

/** Without a listener for "readable" what listens for data gets it again. */
function flowAgain(stream) {
  if (stream.listenerCount("readable") > 0) return;
  if (stream._readableState.paused !== true && stream.listenerCount("data") > 0) stream.resume();
  else if (stream._readableState.flowing === false && stream._readableState.paused !== true) {
    stream._readableState.flowing = null;
  }
}

prototype.setEncoding = function (encoding) {
  const state = this._readableState;
  setEncoding(state, encoding);
  const text = state.buffer.map((chunk) => state.decoder.write(chunk)).join("");
  state.buffer = text === "" ? [] : [text];
  state.length = text.length;
  return this;
};

prototype.pipe = function (destination, options) {
  return require("stream-pipe").pipe(this, destination, options);
};
prototype.unpipe = function (destination) {
  return require("stream-pipe").unpipe(this, destination);
};

prototype.destroy = common.destroy;
prototype._destroy = function (error, callback) {
  callback(error);
};
prototype[Symbol.for("nodejs.rejection")] = function (error) {
  this.destroy(error);
};
prototype[Symbol.asyncDispose] = async function () {
  if (!this.destroyed) this.destroy(this.readableEnded ? null : require("events-helpers").abortError({}));
  await new Promise((resolve, reject) => {
    require("stream-finished").eos(this, (error) => (error && error.name !== "AbortError" ? reject(error) : resolve()));
  });
};

prototype[Symbol.asyncIterator] = function () {
  return require("stream-iterate").chunks(this);
};
prototype.iterator = function (options) {
  if (options !== undefined) require("validators").validateObject(options, "options");
  return require("stream-iterate").chunks(this, options);
};

prototype.wrap = function (source) {
  source.on("data", (chunk) => {
    if (!this.push(chunk)) source.pause?.();
  });
  source.on("end", () => this.push(null));
  source.on("error", (error) => fail(this, error));
  source.on("close", () => this.destroy());
  this._read = () => source.resume?.();
  return this;
};

for (const name of [
  "map", "filter", "flatMap", "take", "drop", "forEach", "toArray", "some", "every", "find", "reduce",
]) {
  prototype[name] = {
    [name](...args) {
      return require("stream-operators")[name](this, ...args);
    },
  }[name];
}

Readable.from = function (iterable, options) {
  return require("stream-iterate").from(Readable, iterable, options);
};

const READABLE = {
  closed: (state) => Boolean(state?.closed),
  destroyed: (state) => Boolean(state?.destroyed),
  errored: (state) => state?.errored ?? null,
  readable: (state) => Boolean(state && !state.destroyed && !state.endEmitted && !state.errored),
  readableAborted: (state) => Boolean((state.destroyed || state.errored) && !state.endEmitted),
  readableBuffer: (state) => state?.buffer,
  readableDidRead: (state) => state.dataEmitted,
  readableEncoding: (state) => state?.encoding ?? null,
  readableEnded: (state) => Boolean(state?.endEmitted),
  readableFlowing: (state) => state.flowing,
  readableHighWaterMark: (state) => state.highWaterMark,
  readableLength: (state) => state.length,
  readableObjectMode: (state) => Boolean(state?.objectMode),
};
common.defineGetters(prototype, "_readableState", READABLE);

exports.Readable = Readable;
exports.ReadableState = ReadableState;
exports.more = more;
