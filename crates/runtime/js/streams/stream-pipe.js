// Readable streams that flow into others.

const common = require("stream-common");

/** Writes what `source` gives to `destination`, as fast as that takes it. */
exports.pipe = function pipe(source, destination, options) {
  const state = source._readableState;
  const endsWith = options?.end !== false && destination._isStdio !== true;
  const onData = (chunk) => {
    if (destination.write(chunk) !== false) return;
    state.awaitDrainWriters.add(destination);
    source.pause();
  };
  const onDrain = () => {
    state.awaitDrainWriters.delete(destination);
    if (state.awaitDrainWriters.size === 0 && source.listenerCount("data") > 0) source.resume();
  };
  const onEnd = () => destination.end();
  const leave = () => source.unpipe(destination);
  const onError = (error) => {
    leave();
    if (destination.listenerCount("error") === 0) common.fail(destination, error);
  };
  const cleanup = () => {
    source.removeListener("data", onData);
    source.removeListener("end", onEnd);
    source.removeListener("end", leave);
    for (const [event, listener] of listeners) destination.removeListener(event, listener);
    if (state.awaitDrainWriters.has(destination)) onDrain();
  };
  const listeners = [["drain", onDrain], ["error", onError], ["close", leave], ["finish", leave]];
  state.pipes.push({ destination, cleanup });
  source.once("end", endsWith ? onEnd : leave);
  destination.prependListener("error", onError);
  for (const [event, listener] of listeners) if (event !== "error") destination.on(event, listener);
  source.on("data", onData);
  destination.emit("pipe", source);
  if (destination.writableNeedDrain === true) {
    state.awaitDrainWriters.add(destination);
    source.pause();
  } else if (!state.flowing) source.resume();
  return destination;
};

/** Ends that for one destination, or for all. */
exports.unpipe = function unpipe(source, destination) {
  const state = source._readableState;
  const gone = state.pipes.filter((pipe) => destination === undefined || pipe.destination === destination);
  if (gone.length === 0) return source;
  state.pipes = state.pipes.filter((pipe) => !gone.includes(pipe));
  if (state.pipes.length === 0) source.pause();
  for (const pipe of gone) {
    pipe.cleanup();
    pipe.destination.emit("unpipe", source, { hasUnpiped: false });
  }
  return source;
};
