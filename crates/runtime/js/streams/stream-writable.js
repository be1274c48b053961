// stream.Writable, https://nodejs.org/api/stream.html#class-streamwritable

const common = require("stream-common");
const errors = require("errors");
const { nextTick } = require("tasks");
const { Stream } = require("stream-legacy");

const { defineGetters, fail } = common;

class WritableState {
  /** Chunks that wait while another is written: `{ chunk, encoding, callback, size }`. */
  buffered = [];
  length = 0;
  corked = 0;
  writing = false;
  needDrain = false;
  ending = false;
  ended = false;
  finalCalled = false;
  finished = false;
  /** Callbacks of `end`, called with the error if there is one. */
  endCallbacks = [];

  constructor(options, isDuplex) {
    Object.assign(this, common.sideState(options));
    this.objectMode = Boolean(options?.objectMode || (isDuplex && options?.writableObjectMode));
    this.highWaterMark = common.highWaterMark(options, this.objectMode, isDuplex ? "writable" : "");
    this.decodeStrings = options?.decodeStrings !== false;
    this.defaultEncoding = options?.defaultEncoding ?? "utf8";
  }

  getBuffer() {
    return this.buffered;
  }
}

function Writable(options) {
  const isDuplex = this instanceof require("stream-duplex").Duplex;
  if (!isDuplex && !Function.prototype[Symbol.hasInstance].call(Writable, this)) return new Writable(options);
  this._writableState = new WritableState(options, isDuplex);
  if (options) {
    for (const name of ["write", "writev", "destroy", "final", "construct"]) {
      if (typeof options[name] === "function") this[`_${name}`] = options[name];
    }
    if (options.signal && !isDuplex) common.addAbortSignal(options.signal, this);
  }
  if (isDuplex) return undefined;
  Stream.call(this, options);
  common.construct(this, () => advance(this));
  return undefined;
}
Object.setPrototypeOf(Writable.prototype, Stream.prototype);
Object.setPrototypeOf(Writable, Stream);

/** Duplex streams are writable too, though they do not inherit from this. */
Object.defineProperty(Writable, Symbol.hasInstance, {
  __proto__: null,
  value(object) {
    if (Function.prototype[Symbol.hasInstance].call(this, object)) return true;
    return this === Writable && object?._writableState instanceof WritableState;
  },
});

/** The chunk as `_write` gets it, with its encoding and size. */
function prepare(state, chunk, encoding) {
  if (chunk === null) throw common.ERR_STREAM_NULL_VALUES();
  if (state.objectMode) return { chunk, encoding, size: 1 };
  if (typeof chunk === "string" && !state.decodeStrings) return { chunk, encoding, size: chunk.length };
  const bytes = common.toBytes(chunk, encoding);
  if (bytes === undefined) {
    throw errors.ERR_INVALID_ARG_TYPE("chunk", ["string", "Buffer", "TypedArray", "DataView"], chunk);
  }
  return { chunk: bytes, encoding: "buffer", size: bytes.length };
}

function write(stream, chunk, encoding, callback) {
  const state = stream._writableState;
  if (typeof encoding === "function") [encoding, callback] = [undefined, encoding];
  const entry = { ...prepare(state, chunk, encoding ?? state.defaultEncoding), callback };
  const error = state.ending ? common.ERR_STREAM_WRITE_AFTER_END() : undefined;
  const refusal = error ?? (state.destroyed ? common.ERR_STREAM_DESTROYED("write") : undefined);
  if (refusal !== undefined) {
    if (callback) nextTick(callback, refusal);
    fail(stream, refusal, true);
    return refusal;
  }
  state.length += entry.size;
  const belowMark = state.length < state.highWaterMark;
  if (!belowMark) state.needDrain = true;
  state.buffered.push(entry);
  advance(stream);
  return belowMark && !state.errored && !state.destroyed;
}

/** Hands over what waits, one piece at a time or all at once, and finishes when there is nothing left. */
function advance(stream) {
  const state = stream._writableState;
  const isReady = () =>
    !state.writing && state.corked === 0 && state.constructed && !state.destroyed && !state.errored;
  while (isReady() && state.buffered.length > 0) {
    handOver(stream, stream._writev && state.buffered.length > 1 ? state.buffered.splice(0) : [state.buffered.shift()]);
  }
  if (isReady()) finishSoon(stream);
}

/** One call of `_write` or `_writev`. What comes next begins before the callbacks are called, as they may take long. */
function handOver(stream, entries) {
  const state = stream._writableState;
  state.writing = true;
  let sync = true;
  let called = false;
  const done = (error) => {
    if (called) {
      fail(stream, common.ERR_MULTIPLE_CALLBACK());
      return;
    }
    called = true;
    state.writing = false;
    for (const { size } of entries) state.length -= size;
    if (error) state.errored ??= error;
    if (sync) nextTick(written, stream, entries, error);
    else {
      if (!error && state.buffered.length > 0) advance(stream);
      written(stream, entries, error);
    }
  };
  if (entries.length > 1 || !stream._write) stream._writev(entries, done);
  else stream._write(entries[0].chunk, entries[0].encoding, done);
  sync = false;
}

function written(stream, entries, error) {
  const state = stream._writableState;
  if (error) {
    for (const { callback } of entries) callback?.(error);
    refuseRest(state);
    fail(stream, error);
    return;
  }
  if (state.needDrain && state.length === 0 && !state.ending && !state.destroyed) {
    state.needDrain = false;
    stream.emit("drain");
  }
  for (const { callback } of entries) callback?.(state.destroyed ? common.ERR_STREAM_DESTROYED("write") : null);
  if (state.destroyed) refuseRest(state);
  else advance(stream);
}

/** What will never be written any more. */
function refuseRest(state) {
  for (const { size, callback } of state.buffered.splice(0)) {
    state.length -= size;
    callback?.(state.errored ?? common.ERR_STREAM_DESTROYED("write"));
  }
  for (const callback of state.endCallbacks.splice(0)) callback(state.errored ?? common.ERR_STREAM_DESTROYED("end"));
}

/** Once everything is written: `_final` at once, "finish" on the next tick. */
function finishSoon(stream) {
  const state = stream._writableState;
  if (!state.ending || state.finished || state.finalCalled || state.length > 0) return;
  state.finalCalled = true;
  let called = false;
  const done = (error) => {
    if (called) {
      fail(stream, error ?? common.ERR_MULTIPLE_CALLBACK());
      return;
    }
    called = true;
    if (error) {
      for (const callback of state.endCallbacks.splice(0)) callback(error);
      fail(stream, error, true);
    } else if (!state.destroyed && !state.errored) {
      stream.emit("prefinish");
      nextTick(finish, stream);
    }
  };
  if (typeof stream._final !== "function") {
    done();
    return;
  }
  try {
    stream._final(done);
  } catch (error) {
    done(error);
  }
}

function finish(stream) {
  const state = stream._writableState;
  if (state.finished || state.destroyed || state.errored) return;
  state.finished = true;
  for (const callback of state.endCallbacks.splice(0)) callback();
  stream.emit("finish");
  const readable = stream._readableState;
  if (state.autoDestroy && (readable == null || (readable.autoDestroy && readable.endEmitted))) stream.destroy();
}

Writable.prototype._write = function _write(chunk, encoding, callback) {
  if (!this._writev) throw common.ERR_METHOD_NOT_IMPLEMENTED("_write()");
  this._writev([{ chunk, encoding }], callback);
};
Writable.prototype._writev = null;

Writable.prototype.write = function (chunk, encoding, callback) {
  return write(this, chunk, encoding, callback) === true;
};

Writable.prototype.cork = function () {
  this._writableState.corked++;
};

Writable.prototype.uncork = function () {
  const state = this._writableState;
  if (state.corked === 0) return;
  state.corked--;
  advance(this);
};

Writable.prototype.setDefaultEncoding = function setDefaultEncoding(encoding) {
  this._writableState.defaultEncoding = `${encoding}`.toLowerCase();
  return this;
};

Writable.prototype.end = function (chunk, encoding, callback) {
  const state = this._writableState;
  if (typeof chunk === "function") [chunk, encoding, callback] = [null, null, chunk];
  else if (typeof encoding === "function") [encoding, callback] = [null, encoding];
  let error;
  if (chunk != null) {
    const result = write(this, chunk, encoding ?? undefined);
    if (result instanceof Error) error = result;
  }
  if (state.corked > 0) {
    state.corked = 1;
    this.uncork();
  }
  if (error === undefined && !state.errored && !state.ending) {
    state.ending = true;
    advance(this);
    state.ended = true;
  } else if (error === undefined && state.finished) error = common.ERR_STREAM_ALREADY_FINISHED("end");
  else if (error === undefined && state.destroyed) error = common.ERR_STREAM_DESTROYED("end");
  if (typeof callback === "function") {
    if (error !== undefined) nextTick(callback, error);
    else if (state.errored) nextTick(callback, state.errored);
    else if (state.finished) nextTick(callback);
    else state.endCallbacks.push(callback);
  }
  return this;
};

Writable.prototype.pipe = function () {
  fail(this, errors.plain(Error, "ERR_STREAM_CANNOT_PIPE", "Cannot pipe, not readable"));
};

Writable.prototype.destroy = function destroy(error, callback) {
  const state = this._writableState;
  if (!state.destroyed && (state.buffered.length > 0 || state.endCallbacks.length > 0)) nextTick(refuseRest, state);
  return common.destroy.call(this, error, callback);
};
Writable.prototype._undestroy = undefined;
Writable.prototype._destroy = function (error, callback) {
  callback(error);
};
Writable.prototype[Symbol.for("nodejs.rejection")] = function (error) {
  this.destroy(error);
};
Writable.prototype[Symbol.asyncDispose] = async function () {
  if (!this.destroyed) this.destroy(this.writableFinished ? null : require("events-helpers").abortError({}));
  await new Promise((resolve, reject) => {
    require("stream-finished").eos(this, (error) => (error && error.name !== "AbortError" ? reject(error) : resolve()));
  });
};

const WRITABLE = {
  closed: (state) => Boolean(state?.closed),
  destroyed: (state) => Boolean(state?.destroyed),
  errored: (state) => state?.errored ?? null,
  writable: (state) => Boolean(state && !state.destroyed && !state.errored && !state.ending && !state.ended),
  writableAborted: (state) => Boolean((state.destroyed || state.errored) && !state.finished),
  writableBuffer: (state) => state?.getBuffer(),
  writableCorked: (state) => state?.corked ?? 0,
  writableEnded: (state) => Boolean(state?.ending),
  writableFinished: (state) => Boolean(state?.finished),
  writableHighWaterMark: (state) => state?.highWaterMark,
  writableLength: (state) => state?.length,
  writableNeedDrain: (state) => Boolean(state && !state.destroyed && !state.ending && state.needDrain),
  writableObjectMode: (state) => Boolean(state?.objectMode),
};
defineGetters(Writable.prototype, "_writableState", WRITABLE);

exports.Writable = Writable;
exports.WritableState = WritableState;
exports.WRITABLE = WRITABLE;
exports.advance = advance;
