// stream.Duplex, Transform and PassThrough.

const common = require("stream-common");

/** Classes of this file are looked up while the two it joins are being made. */
function Duplex(options) {
  if (!(this instanceof Duplex)) return new Duplex(options);
  const { Readable, more } = require("stream-readable");
  const { Writable, advance } = require("stream-writable");
  this.allowHalfOpen = options?.allowHalfOpen !== false;
  Readable.call(this, options);
  Writable.call(this, options);
  if (options?.readable === false) {
    Object.assign(this._readableState, { ended: true, endEmitted: true });
  }
  if (options?.writable === false) {
    Object.assign(this._writableState, { ending: true, ended: true, finished: true });
  }
  if (options?.signal) common.addAbortSignal(options.signal, this);
  common.construct(this, () => {
    more(this);
    advance(this);
  });
  return undefined;
}
exports.Duplex = Duplex;

const { Readable } = require("stream-readable");
const { Writable, WRITABLE } = require("stream-writable");

Object.setPrototypeOf(Duplex.prototype, Readable.prototype);
Object.setPrototypeOf(Duplex, Readable);
for (const name of ["write", "end", "cork", "uncork", "setDefaultEncoding", "_write", "_writev"]) {
  Duplex.prototype[name] = Writable.prototype[name];
}
for (const name of Object.keys(WRITABLE)) {
  if (name.startsWith("writable")) {
    Object.defineProperty(Duplex.prototype, name, Object.getOwnPropertyDescriptor(Writable.prototype, name));
  }
}
Duplex.prototype.destroy = Writable.prototype.destroy;

/** Both sides of `body`: an object with `readable` and `writable`, or anything that gives chunks. */
Duplex.from = function (body) {
  if (body instanceof Duplex) return body;
  if (body?.readable !== undefined || body?.writable !== undefined) return joined(body.readable, body.writable);
  return joined(Readable.from(body), undefined);
};

function joined(readable, writable) {
  const duplex = new Duplex({
    objectMode: true,
    readable: readable !== undefined,
    writable: writable !== undefined,
    read() {
      readable?.resume();
    },
    write(chunk, encoding, callback) {
      if (writable.write(chunk, encoding)) callback();
      else writable.once("drain", callback);
    },
    final(callback) {
      writable.end(callback);
    },
    destroy(error, callback) {
      readable?.destroy(error);
      writable?.destroy(error);
      callback(error);
    },
  });
  readable?.on("data", (chunk) => {
    if (!duplex.push(chunk)) readable.pause();
  });
  readable?.on("end", () => duplex.push(null));
  for (const side of [readable, writable]) side?.on("error", (error) => duplex.destroy(error));
  return duplex;
}

/** Two streams, each of which gives what is written to the other. */
exports.duplexPair = function duplexPair(options) {
  const sides = [];
  const make = (other) =>
    new Duplex({
      ...options,
      read() {
        const { waiting } = this;
        this.waiting = undefined;
        waiting?.();
      },
      write(chunk, encoding, callback) {
        if (chunk.length === 0) {
          callback();
          return;
        }
        sides[other].push(chunk);
        sides[other].waiting = callback;
      },
      final(callback) {
        sides[other].on("end", callback);
        sides[other].push(null);
      },
    });
  sides.push(make(1), make(0));
  return sides;
};

function Transform(options) {
  if (!(this instanceof Transform)) return new Transform(options);
  Duplex.call(this, options);
  for (const name of ["transform", "flush"]) {
    if (typeof options?.[name] === "function") this[`_${name}`] = options[name];
  }
  /** What to call once what was pushed has been read. */
  this._resumeWriting = undefined;
  return undefined;
}
Object.setPrototypeOf(Transform.prototype, Duplex.prototype);
Object.setPrototypeOf(Transform, Duplex);

Transform.prototype._transform = function () {
  throw common.ERR_METHOD_NOT_IMPLEMENTED("_transform()");
};

Transform.prototype._write = function (chunk, encoding, callback) {
  const state = this._readableState;
  const before = state.length;
  this._transform(chunk, encoding, (error, result) => {
    if (error) {
      callback(error);
      return;
    }
    if (result != null) this.push(result);
    if (state.ended || before === state.length || state.length < state.highWaterMark) callback();
    else this._resumeWriting = callback;
  });
};

Transform.prototype._read = function () {
  const resume = this._resumeWriting;
  this._resumeWriting = undefined;
  // A transform without anything to read is not reading: what it writes next is pushed at once.
  this._readableState.reading = false;
  resume?.();
};

Transform.prototype._final = function (callback) {
  if (typeof this._flush !== "function" || this.destroyed) {
    this.push(null);
    callback();
    return;
  }
  this._flush((error, result) => {
    if (error) {
      callback(error);
      return;
    }
    if (result != null) this.push(result);
    this.push(null);
    callback();
  });
};

function PassThrough(options) {
  if (!(this instanceof PassThrough)) return new PassThrough(options);
  Transform.call(this, options);
  return undefined;
}
Object.setPrototypeOf(PassThrough.prototype, Transform.prototype);
Object.setPrototypeOf(PassThrough, Transform);
PassThrough.prototype._transform = function (chunk, encoding, callback) {
  callback(null, chunk);
};

exports.Transform = Transform;
exports.PassThrough = PassThrough;
