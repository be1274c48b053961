// node:stream, https://nodejs.org/api/stream.html

const common = require("stream-common");
const { Duplex, PassThrough, Transform, duplexPair } = require("stream-duplex");
const { eos, pipeline, promises } = require("stream-finished");
const { Readable } = require("stream-readable");
const { Stream } = require("stream-legacy");
const { Writable } = require("stream-writable");
const { missing } = require("unimplemented");

const finished = { finished: (stream, options, callback) => eos(stream, options, callback) }.finished;
const custom = Symbol.for("nodejs.util.promisify.custom");
for (const name of ["finished", "pipeline"]) {
  Object.defineProperty({ finished, pipeline }[name], custom, {
    __proto__: null, enumerable: true, get: () => promises[name],
  });
}

const isDestroyed = (stream) => (common.sidesOf(stream).length === 0 ? null : Boolean(stream.destroyed));
const isDisturbed = (stream) => Boolean(stream?.readableDidRead || stream?.readableAborted);
const isErrored = (stream) => common.sidesOf(stream).some((side) => side.errored);
const isReadable = (stream) => (stream?._readableState == null ? null : stream.readable);
const isWritable = (stream) => (stream?._writableState == null ? null : stream.writable);

function destroy(stream, error) {
  if (stream && !stream.destroyed) stream.destroy(error ?? undefined);
}

const members = {
  Stream,
  Readable,
  Writable,
  Duplex,
  Transform,
  PassThrough,
  duplexPair,
  pipeline,
  finished,
  addAbortSignal: common.addAbortSignal,
  getDefaultHighWaterMark: common.getDefaultHighWaterMark,
  setDefaultHighWaterMark: common.setDefaultHighWaterMark,
  compose: missing("stream", "compose"),
  isDestroyed,
  isDisturbed,
  isErrored,
  isReadable,
  isWritable,
  destroy,
  promises,
};

Object.assign(Stream, members);
Object.assign(exports, members);
exports.default = Stream;
