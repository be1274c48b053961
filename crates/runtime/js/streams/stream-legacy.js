// The base of all streams: an emitter that can be piped.

const { EventEmitter } = require("events");

function Stream(options) {
  EventEmitter.call(this, options);
}
Object.setPrototypeOf(Stream.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Stream, EventEmitter);

/** For streams of the first kind, which only emit; readable streams have their own. */
Stream.prototype.pipe = function pipe(destination, options) {
  const onData = (chunk) => {
    if (destination.writable && destination.write(chunk) === false) this.pause?.();
  };
  const onDrain = () => this.resume?.();
  const onEnd = () => destination.end();
  this.on("data", onData);
  destination.on("drain", onDrain);
  if (!destination._isStdio && options?.end !== false) this.once("end", onEnd);
  const cleanup = () => {
    this.off("data", onData);
    destination.off("drain", onDrain);
    this.off("end", onEnd);
  };
  for (const [emitter, event] of [[this, "end"], [this, "close"], [destination, "close"]]) emitter.once(event, cleanup);
  destination.emit("pipe", this);
  return destination;
};

exports.Stream = Stream;
