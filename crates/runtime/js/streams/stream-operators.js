// The methods of readable streams that are those of iterators. https://nodejs.org/api/stream.html#readablemapfn-options
//
// They work on one chunk after the other; the option `concurrency` is accepted and changes nothing but the speed.

const errors = require("errors");
const { validateAbortSignal, validateFunction, validateInteger, validateObject } = require("validators");

function check(options) {
  if (options == null) return;
  validateObject(options, "options");
  if (options.signal != null) validateAbortSignal(options.signal, "options.signal");
  if (options.concurrency !== undefined) validateInteger(options.concurrency, "options.concurrency", 1);
}

function checkCall(fn, options) {
  if (typeof fn !== "function") throw errors.ERR_INVALID_ARG_TYPE("fn", ["Function", "AsyncFunction"], fn);
  check(options);
}

/** The chunks, until the signal aborts. */
async function* chunks(stream, options) {
  const signal = options?.signal;
  for await (const chunk of stream) {
    if (signal?.aborted) throw require("events-helpers").abortError(signal);
    yield chunk;
  }
}

/** A stream of what the generator gives. */
function streamOf(generate) {
  return require("stream-readable").Readable.from(generate());
}

exports.map = function map(stream, fn, options) {
  checkCall(fn, options);
  return streamOf(async function* () {
    for await (const chunk of chunks(stream, options)) yield fn(chunk, { signal: options?.signal });
  });
};

exports.filter = function filter(stream, fn, options) {
  checkCall(fn, options);
  return streamOf(async function* () {
    for await (const chunk of chunks(stream, options)) if (await fn(chunk, { signal: options?.signal })) yield chunk;
  });
};

exports.flatMap = function flatMap(stream, fn, options) {
  checkCall(fn, options);
  return streamOf(async function* () {
    for await (const chunk of chunks(stream, options)) yield* await fn(chunk, { signal: options?.signal });
  });
};

function count(number) {
  const value = Number(number);
  if (Number.isNaN(value)) return 0;
  if (value < 0) throw errors.ERR_OUT_OF_RANGE("number", ">= 0", value);
  return value;
}

exports.take = function take(stream, number, options) {
  check(options);
  const limit = count(number);
  return streamOf(async function* () {
    let taken = 0;
    if (limit === 0) return;
    for await (const chunk of chunks(stream, options)) {
      yield chunk;
      if (++taken >= limit) return;
    }
  });
};

exports.drop = function drop(stream, number, options) {
  check(options);
  const limit = count(number);
  return streamOf(async function* () {
    let dropped = 0;
    for await (const chunk of chunks(stream, options)) if (dropped++ >= limit) yield chunk;
  });
};

exports.forEach = async function forEach(stream, fn, options) {
  checkCall(fn, options);
  for await (const chunk of chunks(stream, options)) await fn(chunk, { signal: options?.signal });
};

exports.toArray = async function toArray(stream, options) {
  check(options);
  const all = [];
  for await (const chunk of chunks(stream, options)) all.push(chunk);
  return all;
};

exports.find = async function find(stream, fn, options) {
  checkCall(fn, options);
  for await (const chunk of chunks(stream, options)) if (await fn(chunk, { signal: options?.signal })) return chunk;
  return undefined;
};

exports.some = async function some(stream, fn, options) {
  checkCall(fn, options);
  for await (const chunk of chunks(stream, options)) if (await fn(chunk, { signal: options?.signal })) return true;
  return false;
};

exports.every = async function every(stream, fn, options) {
  checkCall(fn, options);
  for await (const chunk of chunks(stream, options)) if (!(await fn(chunk, { signal: options?.signal }))) return false;
  return true;
};

exports.reduce = async function reduce(stream, reducer, ...rest) {
  validateFunction(reducer, "reducer");
  const [initial, options] = rest;
  check(options);
  let value = initial;
  let isFirst = rest.length === 0;
  for await (const chunk of chunks(stream, options)) {
    value = isFirst ? chunk : await reducer(value, chunk, { signal: options?.signal });
    isFirst = false;
  }
  if (isFirst) {
    const message = "Reduce of an empty stream requires an initial value";
    throw errors.plain(TypeError, "ERR_INVALID_ARG_VALUE", message);
  }
  return value;
};
