// What readable and writable streams share: options, errors, construction and destruction.
// https://nodejs.org/api/stream.html

const errors = require("errors");
const { nextTick } = require("tasks");

const DEFAULTS = { bytes: 64 * 1024, objects: 16 };

const coded = (code, message, Base = Error) => errors.plain(Base, code, message);
exports.ERR_STREAM_DESTROYED = (name) =>
  coded("ERR_STREAM_DESTROYED", `Cannot call ${name} after a stream was destroyed`);
exports.ERR_STREAM_PUSH_AFTER_EOF = () => coded("ERR_STREAM_PUSH_AFTER_EOF", "stream.push() after EOF");
exports.ERR_STREAM_UNSHIFT_AFTER_END_EVENT = () =>
  coded("ERR_STREAM_UNSHIFT_AFTER_END_EVENT", "stream.unshift() after end event");
exports.ERR_STREAM_WRITE_AFTER_END = () => coded("ERR_STREAM_WRITE_AFTER_END", "write after end");
exports.ERR_STREAM_ALREADY_FINISHED = (name) =>
  coded("ERR_STREAM_ALREADY_FINISHED", `Cannot call ${name} after a stream was finished`);
exports.ERR_STREAM_NULL_VALUES = () =>
  coded("ERR_STREAM_NULL_VALUES", "May not write null values to stream", TypeError);
exports.ERR_STREAM_PREMATURE_CLOSE = () => coded("ERR_STREAM_PREMATURE_CLOSE", "Premature close");
exports.ERR_METHOD_NOT_IMPLEMENTED = (name) =>
  coded("ERR_METHOD_NOT_IMPLEMENTED", `The ${name} method is not implemented`);
exports.ERR_MULTIPLE_CALLBACK = () => coded("ERR_MULTIPLE_CALLBACK", "Callback called multiple times");

exports.getDefaultHighWaterMark = function getDefaultHighWaterMark(objectMode) {
  return objectMode ? DEFAULTS.objects : DEFAULTS.bytes;
};

exports.setDefaultHighWaterMark = function setDefaultHighWaterMark(objectMode, value) {
  require("validators").validateInteger(value, "value", 0);
  DEFAULTS[objectMode ? "objects" : "bytes"] = value;
};

/** The mark of one side of a stream; `side` is "readable" or "writable". */
exports.highWaterMark = function highWaterMark(options, objectMode, side) {
  const name = options?.[`${side}HighWaterMark`] === undefined ? "highWaterMark" : `${side}HighWaterMark`;
  const value = options?.[name];
  if (value == null) return exports.getDefaultHighWaterMark(objectMode);
  if (!Number.isInteger(value) || value < 0) throw errors.ERR_INVALID_ARG_VALUE(`options.${name}`, value);
  return value;
};

/** Bytes for text and any view; undefined for what is neither. */
exports.toBytes = function toBytes(chunk, encoding) {
  const Buffer = require("builtin-modules").exportsOf("buffer")?.Buffer;
  if (typeof chunk === "string") return Buffer === undefined ? natives.utf8Encode(chunk) : Buffer.from(chunk, encoding);
  if (Buffer?.isBuffer(chunk)) return chunk;
  if (ArrayBuffer.isView(chunk)) {
    return require("as-buffer").asBuffer(new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength));
  }
  return undefined;
};

const sidesOf = (stream) => [stream._readableState, stream._writableState].filter((state) => state != null);
exports.sidesOf = sidesOf;

/** Runs `_construct`, where there is one, before anything is read or written. */
exports.construct = function construct(stream, ready) {
  if (typeof stream._construct !== "function") return;
  for (const side of sidesOf(stream)) side.constructed = false;
  let called = false;
  const done = (error) => {
    if (called) return fail(stream, exports.ERR_MULTIPLE_CALLBACK());
    called = true;
    for (const side of sidesOf(stream)) side.constructed = true;
    const { waiting } = sidesOf(stream)[0];
    if (waiting !== undefined) waiting(error);
    else if (error) fail(stream, error, true);
    else nextTick(ready);
    return undefined;
  };
  nextTick(() => {
    try {
      stream._construct((error) => nextTick(done, error));
    } catch (error) {
      nextTick(done, error);
    }
  });
};

/** Ends a stream for good; `_destroy` gives back what it holds. */
exports.destroy = function destroy(error, callback) {
  const sides = sidesOf(this);
  if (sides.some((side) => side.destroyed)) {
    if (typeof callback === "function") callback();
    return this;
  }
  for (const side of sides) {
    if (error) side.errored ??= error;
    side.destroyed = true;
  }
  const run = (late) => release(this, error ?? late ?? null, callback);
  if (sides.some((side) => !side.constructed)) sides[0].waiting = run;
  else run();
  return this;
};

function release(stream, error, callback) {
  let called = false;
  const done = (failure) => {
    if (called) return;
    called = true;
    for (const side of sidesOf(stream)) {
      if (failure) side.errored ??= failure;
      side.closed = true;
    }
    if (typeof callback === "function") callback(failure);
    nextTick(announceEnd, stream, failure);
  };
  try {
    stream._destroy(error, done);
  } catch (failure) {
    done(failure);
  }
}

function announceEnd(stream, error) {
  if (error) emitError(stream, error);
  const sides = sidesOf(stream);
  if (sides.some((side) => side.closeEmitted)) return;
  for (const side of sides) side.closeEmitted = true;
  if (sides.some((side) => side.emitClose)) stream.emit("close");
}

function emitError(stream, error) {
  const sides = sidesOf(stream);
  if (sides.some((side) => side.errorEmitted)) return;
  for (const side of sides) side.errorEmitted = true;
  stream.emit("error", error);
}

/** Reports an error in a stream, which destroys it unless it was told not to. */
function fail(stream, error, later = false) {
  const sides = sidesOf(stream);
  if (sides.some((side) => side.destroyed)) return;
  if (sides.some((side) => side.autoDestroy)) {
    stream.destroy(error);
    return;
  }
  for (const side of sides) side.errored ??= error;
  if (later) nextTick(emitError, stream, error);
  else emitError(stream, error);
}
exports.fail = fail;

/** Destroys a stream when `signal` aborts. */
exports.addAbortSignal = function addAbortSignal(signal, stream) {
  require("validators").validateAbortSignal(signal, "signal");
  if (typeof stream?.destroy !== "function") {
    throw errors.ERR_INVALID_ARG_TYPE("stream", ["ReadableStream", "WritableStream", "Stream"], stream);
  }
  const abort = () => stream.destroy(require("events-helpers").abortError(signal));
  if (signal.aborted) abort();
  else {
    const listener = require("events-helpers").addAbortListener(signal, abort);
    require("stream-finished").eos(stream, listener[Symbol.dispose]);
  }
  return stream;
};

/** Defines getters on a prototype; each gets the state of its side. */
exports.defineGetters = function defineGetters(prototype, sideName, getters) {
  for (const name of Object.keys(getters)) {
    Object.defineProperty(prototype, name, {
      __proto__: null,
      configurable: true,
      enumerable: false,
      get() {
        return getters[name](this[sideName], this);
      },
    });
  }
};

/** State that both kinds of sides begin with. */
exports.sideState = (options) => ({
  constructed: true,
  waiting: undefined,
  destroyed: false,
  closed: false,
  errored: null,
  errorEmitted: false,
  closeEmitted: false,
  emitClose: options?.emitClose !== false,
  autoDestroy: options?.autoDestroy !== false,
});
