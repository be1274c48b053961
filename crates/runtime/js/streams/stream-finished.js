// stream.finished and stream.pipeline.

const common = require("stream-common");
const errors = require("errors");
const { nextTick } = require("tasks");
const { validateAbortSignal, validateFunction, validateObject } = require("validators");

const isEmitter = (stream) => typeof stream?.on === "function";

function sides(stream, options) {
  const { _readableState: readable, _writableState: writable } = stream;
  return {
    readable: options.readable ?? (readable != null || (writable == null && typeof stream.pipe === "function")),
    writable: options.writable ?? (writable != null || (readable == null && typeof stream.write === "function")),
  };
}

/**
 * Calls `callback` once when the stream is done, with the error where it failed.
 * @returns a function that forgets about it.
 */
function eos(stream, options, callback) {
  if (callback === undefined) [options, callback] = [{}, options];
  options ??= {};
  validateObject(options, "options");
  validateFunction(callback, "callback");
  validateAbortSignal(options.signal, "options.signal");
  if (!isEmitter(stream)) {
    throw errors.ERR_INVALID_ARG_TYPE("stream", ["ReadableStream", "WritableStream", "Stream"], stream);
  }
  const wants = sides(stream, options);
  const { _readableState: readable, _writableState: writable } = stream;
  let readableDone = !wants.readable || Boolean(readable?.endEmitted);
  let writableDone = !wants.writable || Boolean(writable?.finished);
  let called = false;
  const settle = (error) => {
    if (called) return;
    called = true;
    if (error) callback.call(stream, error);
    else callback.call(stream);
  };
  const progress = () => {
    if (readableDone && writableDone && !closesLater(stream)) settle();
  };
  const onEnd = () => ((readableDone = true), progress());
  const onFinish = () => ((writableDone = true), progress());
  const onError = (error) => settle(error);
  const onClose = () => {
    const failure = readable?.errored ?? writable?.errored;
    if (failure && typeof failure !== "boolean") settle(failure);
    else if (readableDone && writableDone) settle();
    else settle(common.ERR_STREAM_PREMATURE_CLOSE());
  };
  const listeners = [["end", onEnd], ["finish", onFinish], ["close", onClose]];
  if (options.error !== false) listeners.push(["error", onError]);
  for (const [event, listener] of listeners) stream.on(event, listener);
  const cleanup = () => {
    called = true;
    for (const [event, listener] of listeners) stream.removeListener(event, listener);
  };
  if (readable?.closed || writable?.closed) nextTick(onClose);
  else if (readable?.errorEmitted || writable?.errorEmitted) nextTick(onClose);
  if (options.signal) watch(options.signal, cleanup, settle, stream, callback);
  return cleanup;
}

/** A stream that destroys itself is done when it is closed. */
function closesLater(stream) {
  return common.sidesOf(stream).some((side) => side.autoDestroy && side.emitClose && !side.closed);
}

function watch(signal, cleanup, settle, stream, callback) {
  const abort = () => {
    cleanup();
    callback.call(stream, require("events-helpers").abortError(signal));
  };
  if (signal.aborted) nextTick(abort);
  else require("events-helpers").addAbortListener(signal, abort);
}

const isIterable = (value) => typeof (value?.[Symbol.asyncIterator] ?? value?.[Symbol.iterator]) === "function";

/** What a stage of a pipeline reads from the one before. */
function asIterable(value) {
  return isEmitter(value) && typeof value[Symbol.asyncIterator] !== "function"
    ? new (require("stream-readable").Readable)({ objectMode: true }).wrap(value)
    : value;
}

/** Writes everything that `source` gives to `target` and ends it. */
async function pump(source, target, end) {
  for await (const chunk of asIterable(source)) {
    if (target.destroyed) return;
    if (!target.write(chunk) && !target.destroyed) await drained(target);
  }
  if (end) target.end();
}

function drained(target) {
  return new Promise((resolve) => {
    const done = () => {
      target.removeListener("drain", done);
      target.removeListener("close", done);
      resolve();
    };
    target.on("drain", done);
    target.on("close", done);
  });
}

/** Connects the stages; resolves with what the last one gives if that is a function. */
async function run(stages, { end = true, signal } = {}, streams) {
  let current;
  let result;
  const pending = [];
  const watched = (stream, options) => new Promise((resolve, reject) => {
    eos(stream, options, (error) => (error ? reject(error) : resolve()));
  });
  for (const [index, stage] of stages.entries()) {
    const isLast = index === stages.length - 1;
    if (typeof stage === "function") {
      const given = Reflect.apply(stage, undefined, index === 0 ? [{ signal }] : [asIterable(current), { signal }]);
      if (!isLast && !isIterable(given)) throw notIterable(index, given);
      if (isLast && typeof given?.then === "function") pending.push(given.then((value) => void (result = value)));
      current = given;
    } else if (isEmitter(stage)) {
      if (index > 0) pending.push(pump(current, stage, !isLast || end));
      const readable = !isLast && index === 0 ? undefined : !isLast;
      if (!isLast || end || index === 0) pending.push(watched(stage, { readable, writable: index > 0 }));
      streams.push(stage);
      current = stage;
    } else current = stage;
  }
  await Promise.all(pending);
  return result;
}

function notIterable(index, value) {
  const name = index === 0 ? "source" : `transform[${index - 1}]`;
  const received = errors.describeReceived(value).replace(" Received ", "");
  const expected = "Iterable, AsyncIterable or Stream";
  const message = `Expected ${expected} to be returned from the "${name}" function but got ${received}.`;
  return errors.plain(TypeError, "ERR_INVALID_RETURN_VALUE", message);
}

/** A promise for the end of a pipeline; if a stage fails, all are destroyed. */
async function pipelinePromise(stages, options) {
  if (stages.length === 1 && Array.isArray(stages[0])) [stages] = stages;
  if (stages.length < 2) throw errors.ERR_MISSING_ARGS("streams");
  const streams = [];
  const { signal } = options ?? {};
  validateAbortSignal(signal, "options.signal");
  const destroyAll = (error) => streams.forEach((stream) => stream.destroyed || stream.destroy?.(error));
  let aborted;
  const abort = () => destroyAll((aborted = require("events-helpers").abortError(signal)));
  if (signal?.aborted) throw require("events-helpers").abortError(signal);
  signal?.addEventListener("abort", abort, { once: true });
  try {
    return await run(stages, options, streams);
  } catch (error) {
    destroyAll(error);
    throw aborted ?? error;
  } finally {
    signal?.removeEventListener("abort", abort);
  }
}

function pipeline(...stages) {
  const callback = stages.pop();
  validateFunction(callback, "streams[stream.length - 1]");
  const list = stages.length === 1 && Array.isArray(stages[0]) ? stages[0] : stages;
  if (list.length < 2) throw errors.ERR_MISSING_ARGS("streams");
  pipelinePromise(list, undefined).then(
    (value) => nextTick(callback, undefined, value),
    (error) => nextTick(callback, error),
  );
  const last = list.at(-1);
  return isEmitter(last) ? last : undefined;
}

/** Whether something is the options of the promise version. */
const isOptions = (value) => typeof value === "object" && value !== null && !isEmitter(value) && !isIterable(value);

exports.eos = eos;
exports.pipeline = pipeline;
exports.promises = {
  finished(stream, options = {}) {
    return new Promise((resolve, reject) => {
      const cleanup = eos(stream, options, (error) => {
        if (options.cleanup) cleanup();
        if (error) reject(error);
        else resolve();
      });
    });
  },
  async pipeline(...stages) {
    const options = isOptions(stages.at(-1)) ? stages.pop() : undefined;
    return pipelinePromise(stages, options);
  },
};
