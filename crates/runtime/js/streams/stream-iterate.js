// Readable streams as iterables, and the other way round.

const common = require("stream-common");
const errors = require("errors");

/** The chunks, one after the other; leaving the loop destroys the stream. */
exports.chunks = async function* chunks(stream, { destroyOnReturn = true } = {}) {
  let wake = () => {};
  let failure;
  let finished = false;
  stream.on("readable", () => wake());
  const stop = require("stream-finished").eos(stream, { writable: false }, (error) => {
    failure = error ?? undefined;
    finished = true;
    wake();
  });
  let completed = false;
  try {
    for (;;) {
      const chunk = stream.destroyed ? null : stream.read();
      if (chunk !== null) yield chunk;
      else if (failure !== undefined) throw failure;
      else if (finished) break;
      else await new Promise((resolve) => (wake = resolve));
    }
    completed = true;
  } finally {
    stop();
    if ((!completed && destroyOnReturn) || failure !== undefined) stream.destroy();
  }
};

/** A stream of what an iterable gives. */
exports.from = function from(Readable, iterable, options) {
  if (typeof iterable === "string" || ArrayBuffer.isView(iterable)) {
    return new Readable({
      objectMode: true,
      ...options,
      read() {
        this.push(iterable);
        this.push(null);
      },
    });
  }
  const start = iterable?.[Symbol.asyncIterator] ?? iterable?.[Symbol.iterator];
  if (typeof start !== "function") throw errors.ERR_INVALID_ARG_TYPE("iterable", ["Iterable"], iterable);
  const iterator = Reflect.apply(start, iterable, []);
  const stream = new Readable({ objectMode: true, highWaterMark: 1, ...options });
  stream._read = () => feed(stream, iterator);
  stream._destroy = async (error, callback) => {
    try {
      await iterator.return?.();
      callback(error);
    } catch (failure) {
      callback(failure);
    }
  };
  return stream;
};

async function feed(stream, iterator) {
  try {
    const { value, done } = await iterator.next();
    const chunk = done ? null : await value;
    if (!done && chunk === null) throw common.ERR_STREAM_NULL_VALUES();
    stream.push(chunk);
  } catch (error) {
    stream.destroy(error);
  }
}
