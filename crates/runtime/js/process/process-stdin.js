// process.stdin and tty.ReadStream: input that is read on another thread, chunk by chunk, while somebody wants it.
//
// A light stand-in for stream.Readable: both its modes ('data' and 'readable'), pipe, setEncoding and async iteration.

const errors = require("errors");
const { EventEmitter } = require("events");
const { begin, request } = require("fs-perform");
const { natives: files } = require("fs-arguments");
const { nextTick } = require("tasks");

const CHUNK_BYTES = 64 * 1024;

class ReadStream extends EventEmitter {
  #chunks = []; // read, and not yet given out
  #decoder = undefined;
  #task = undefined; // the read in hand
  #referenced = true;
  #flowing = null; // null: nobody has said
  #atEnd = false; // the input has ended
  #ended = false; // 'end' was emitted, or will be on the next tick
  #destroyed = false;
  #waiting = []; // readers of the async iterator
  #scheduled = false;

  constructor(fd) {
    super();
    this.fd = fd;
    const kind = natives.kindOf(fd);
    this._type = kind === "file" ? "fs" : kind;
  }

  get readable() {
    return !this.#destroyed && !this.#ended;
  }

  get readableEnded() {
    return this.#ended;
  }

  get readableFlowing() {
    return this.#flowing;
  }

  get readableLength() {
    return this.#chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  }

  get readableHighWaterMark() {
    return CHUNK_BYTES;
  }

  get readableEncoding() {
    return this.#decoder?.encoding ?? null;
  }

  get readableObjectMode() {
    return false;
  }

  get destroyed() {
    return this.#destroyed;
  }

  get closed() {
    return this.#destroyed;
  }

  // -- the input ------------------------------------------------------------------------------------------------------------

  #pull() {
    if (this.#task !== undefined || this.#atEnd || this.#destroyed) return;
    const read = request("readInput", [this.fd, CHUNK_BYTES], "read");
    this.#task = begin(read, (error, bytes) => {
      this.#task = undefined;
      if (error !== null) this.destroy(error);
      else this.#take(bytes);
    });
    if (!this.#referenced) files.setReferenced(this.#task, false);
  }

  #take(bytes) {
    if (this.#destroyed) return;
    this.#atEnd = bytes.length === 0;
    const { adopt } = require("buffer");
    const chunk = this.#decoder === undefined ? adopt(bytes) : this.#decode(adopt(bytes));
    if (chunk.length > 0) this.#chunks.push(chunk);
    this.#deliver();
  }

  #decode(bytes) {
    return this.#atEnd ? this.#decoder.end() : this.#decoder.write(bytes);
  }

  /** Hands on what there is, in whatever way it is wanted. */
  #deliver() {
    if (this.#waiting.length > 0) this.#answerReaders();
    else if (this.#flowing) this.#flow();
    else if (this.listenerCount("readable") > 0) this.emit("readable");
  }

  #flow() {
    while (this.#flowing && this.#chunks.length > 0) this.emit("data", this.#chunks.shift());
    if (this.#flowing && this.#chunks.length === 0) {
      if (this.#atEnd) this.#end();
      else this.#pull();
    }
  }

  #schedule() {
    if (this.#scheduled) return;
    this.#scheduled = true;
    nextTick(() => {
      this.#scheduled = false;
      if (this.#flowing) this.#flow();
    });
  }

  #end() {
    if (this.#ended || this.#destroyed) return;
    this.#ended = true;
    nextTick(() => {
      this.emit("end");
      // As in Node, a file is left as it is at its end.
      if (this._type !== "fs") this.destroy();
    });
  }

  // -- what programs call ---------------------------------------------------------------------------------------------------

  on(event, listener) {
    super.on(event, listener);
    if (event === "data" && this.#flowing !== false) this.resume();
    else if (event === "readable") this.#pull();
    return this;
  }

  addListener(event, listener) {
    return this.on(event, listener);
  }

  resume() {
    if (this.#flowing) return this;
    this.#flowing = true;
    nextTick(() => this.emit("resume"));
    this.#reference(true);
    this.#schedule();
    return this;
  }

  pause() {
    if (this.#flowing === false) return this;
    this.#flowing = false;
    this.emit("pause");
    // What is being read is kept; nobody waits for it.
    this.#reference(false);
    return this;
  }

  isPaused() {
    return this.#flowing === false;
  }

  /** All that was read, or `size` of it; null where there is less. */
  read(size = undefined) {
    if (this.#chunks.length === 0 || this.readableLength < (size ?? 0)) {
      if (this.#atEnd) this.#end();
      else this.#pull();
      return null;
    }
    const all = this.#decoder === undefined ? require("buffer").Buffer.concat(this.#chunks) : this.#chunks.join("");
    const cut = size === undefined ? all.length : size;
    this.#chunks = cut < all.length ? [all.slice(cut)] : [];
    if (this.#chunks.length === 0 && !this.#atEnd) this.#pull();
    return all.slice(0, cut);
  }

  /** Puts a chunk back. */
  unshift(chunk) {
    this.#chunks.unshift(chunk);
    this.#deliver();
  }

  setEncoding(encoding) {
    const { StringDecoder } = require("node-string_decoder");
    this.#decoder = new StringDecoder(encoding);
    if (this.#chunks.length > 0) this.#chunks = [this.#chunks.map((chunk) => this.#decoder.write(chunk)).join("")];
    return this;
  }

  pipe(destination, options = undefined) {
    this.on("data", (chunk) => destination.write(chunk));
    if (options?.end !== false && !destination._isStdio) this.on("end", () => destination.end());
    destination.emit?.("pipe", this);
    return destination;
  }

  unpipe() {
    this.removeAllListeners("data");
    return this.pause();
  }

  destroy(error = undefined) {
    if (this.#destroyed) return this;
    this.#destroyed = true;
    this.#reference(false);
    this.#answerReaders();
    nextTick(() => {
      if (error) this.emit("error", error);
      this.emit("close");
    });
    return this;
  }

  #reference(referenced) {
    this.#referenced = referenced;
    if (this.#task !== undefined) files.setReferenced(this.#task, referenced);
  }

  ref() {
    this.#reference(true);
    return this;
  }

  unref() {
    this.#reference(false);
    return this;
  }

  // -- async iteration ------------------------------------------------------------------------------------------------------

  #answerReaders() {
    while (this.#waiting.length > 0) {
      if (this.#chunks.length > 0) this.#waiting.shift()(this.#chunks.shift());
      else if (this.#atEnd || this.#destroyed) this.#waiting.shift()(undefined);
      else return;
    }
  }

  #next() {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#reference(true);
      this.#answerReaders();
      if (this.#waiting.length > 0) this.#pull();
    });
  }

  async *[Symbol.asyncIterator]() {
    let failure;
    const onError = (error) => (failure = error);
    this.on("error", onError);
    try {
      for (let chunk; (chunk = await this.#next()) !== undefined; ) yield chunk;
      if (failure !== undefined) throw failure;
      this.#end();
    } finally {
      this.removeListener("error", onError);
      if (!this.#ended) this.destroy();
    }
  }
}

/** A terminal's keys. */
class TerminalReadStream extends ReadStream {
  constructor(fd, _options) {
    if (fd >> 0 !== fd || fd < 0) {
      throw errors.plain(RangeError, "ERR_INVALID_FD", `"fd" must be a positive integer: ${fd}`);
    }
    if (!natives.isatty(fd)) throw require("process-stdio").noTerminal();
    super(fd);
    this.isRaw = false;
    this.isTTY = true;
  }

  /** Raw: every key is input at once, and none is shown or has a meaning. */
  setRawMode(flag) {
    const raw = Boolean(flag);
    const failure = natives.setRawMode(this.fd, raw);
    if (failure !== undefined) {
      this.emit("error", require("system-error").systemError(failure, "setRawMode"));
      return this;
    }
    this.isRaw = raw;
    return this;
  }
}

Object.defineProperty(TerminalReadStream.prototype, "setRawMode", { __proto__: null, enumerable: true });
Object.defineProperty(TerminalReadStream, "name", { __proto__: null, value: "ReadStream", configurable: true });

exports.openStandard = () => (natives.isatty(0) ? new TerminalReadStream(0) : new ReadStream(0));
exports.ReadStream = TerminalReadStream;
