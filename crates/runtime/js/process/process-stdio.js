// process.stdout and process.stderr: every write is made at once, so there is nothing to buffer or to wait for.

const errors = require("errors");
const { EventEmitter } = require("events");
const { nextTick } = require("tasks");
const { systemError } = require("system-error");

class WriteStream extends EventEmitter {
  #ended = false;
  #encoding = "utf8";
  #failed = false; // 'error' is emitted once

  constructor(fd) {
    super();
    this.fd = fd;
    this._type = "pipe";
    this._isStdio = true;
  }

  get writable() {
    return !this.#ended;
  }

  get writableEnded() {
    return this.#ended;
  }

  get writableFinished() {
    return this.#ended;
  }

  get writableLength() {
    return 0;
  }

  get writableHighWaterMark() {
    return 16384;
  }

  get writableObjectMode() {
    return false;
  }

  get writableNeedDrain() {
    return false;
  }

  get destroyed() {
    return false;
  }

  write(chunk, encoding, callback) {
    if (typeof encoding === "function") [encoding, callback] = [undefined, encoding];
    checkChunk(chunk);
    if (this.#ended) {
      const error = errors.plain(Error, "ERR_STREAM_WRITE_AFTER_END", "write after end");
      this.#fail(error, callback);
      return false;
    }
    const failure = put(this.fd, chunk, encoding ?? this.#encoding);
    if (failure === undefined) {
      if (typeof callback === "function") nextTick(callback, null);
    } else {
      this.#fail(systemError(failure, "write"), callback);
    }
    return true;
  }

  #fail(error, callback) {
    nextTick(() => {
      if (typeof callback === "function") callback(error);
      if (this.#failed) return;
      this.#failed = true;
      this.emit("error", error);
    });
  }

  end(chunk, encoding, callback) {
    if (typeof chunk === "function") [chunk, callback] = [undefined, chunk];
    else if (typeof encoding === "function") [encoding, callback] = [undefined, encoding];
    if (chunk !== undefined && chunk !== null) this.write(chunk, encoding);
    if (!this.#ended) {
      this.#ended = true;
      nextTick(() => this.emit("finish"));
    }
    if (typeof callback === "function") nextTick(callback);
    return this;
  }

  cork() {}

  uncork() {}

  setDefaultEncoding(encoding) {
    this.#encoding = encoding;
    return this;
  }

  destroy() {
    return this;
  }

  ref() {
    return this;
  }

  unref() {
    return this;
  }
}

function checkChunk(chunk) {
  if (typeof chunk === "string" || ArrayBuffer.isView(chunk)) return;
  if (chunk === null) throw errors.plain(TypeError, "ERR_STREAM_NULL_VALUES", "May not write null values to stream");
  throw errors.ERR_INVALID_ARG_TYPE("chunk", ["string", "Buffer", "TypedArray", "DataView"], chunk);
}

/** Writes all of `chunk`. @returns what failed, as system-error.js takes it, or undefined. */
function put(fd, chunk, encoding) {
  if (typeof chunk !== "string") {
    return natives.writeBytes(fd, new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength));
  }
  if (/^utf-?8$/i.test(encoding)) return natives.write(fd, chunk);
  return natives.writeBytes(fd, require("text-encodings").encodeText(chunk, encoding));
}

/** What a terminal can do beyond a pipe: its size, its colors, its cursor. */
class TerminalStream extends WriteStream {
  constructor(fd) {
    if (fd >> 0 !== fd || fd < 0) {
      throw errors.plain(RangeError, "ERR_INVALID_FD", `"fd" must be a positive integer: ${fd}`);
    }
    if (!natives.isatty(fd)) throw noTerminal();
    super(fd);
    this._type = "tty";
    this._isStdio = fd === 1 || fd === 2;
    this.#followSize();
  }

  /** 'resize' is told where somebody listens for it. */
  #followSize() {
    const tell = () => this.emit("resize");
    const { process } = require("process");
    super.on("newListener", (event) => {
      if (event === "resize" && this.listenerCount("resize") === 0) process.on("SIGWINCH", tell);
    });
    super.on("removeListener", (event) => {
      if (event === "resize" && this.listenerCount("resize") === 0) process.removeListener("SIGWINCH", tell);
    });
  }

  _refreshSize() {
    this.emit("resize");
  }

  get columns() {
    return natives.windowSize(this.fd)?.[0];
  }

  get rows() {
    return natives.windowSize(this.fd)?.[1];
  }

  getWindowSize() {
    return natives.windowSize(this.fd);
  }

  getColorDepth(env = require("process").process.env) {
    return require("color-depth").colorDepth(env);
  }

  hasColors(count, env) {
    if (count === undefined) count = 16;
    if (typeof count === "object" && count !== null) [count, env] = [16, count];
    require("validators").validateInteger(count, "count", 2);
    return count <= 2 ** this.getColorDepth(env);
  }

  cursorTo(x, y, callback) {
    if (typeof y === "function") [y, callback] = [undefined, y];
    return this.write(y === undefined ? `\x1b[${x + 1}G` : `\x1b[${y + 1};${x + 1}H`, callback);
  }

  moveCursor(dx, dy, callback) {
    const across = dx < 0 ? `\x1b[${-dx}D` : dx > 0 ? `\x1b[${dx}C` : "";
    const along = dy < 0 ? `\x1b[${-dy}A` : dy > 0 ? `\x1b[${dy}B` : "";
    return this.write(across + along, callback);
  }

  clearLine(direction, callback) {
    return this.write(direction < 0 ? "\x1b[1K" : direction > 0 ? "\x1b[0K" : "\x1b[2K", callback);
  }

  clearScreenDown(callback) {
    return this.write("\x1b[0J", callback);
  }
}

TerminalStream.prototype.isTTY = true;
for (const name of [
  "_refreshSize", "getColorDepth", "hasColors", "getWindowSize", "cursorTo", "moveCursor", "clearLine", "clearScreenDown",
]) Object.defineProperty(TerminalStream.prototype, name, { __proto__: null, enumerable: true });
Object.defineProperty(TerminalStream, "name", { __proto__: null, value: "WriteStream", configurable: true });

/** Node's error of a number that is no terminal's. */
function noTerminal() {
  const info = { errno: -22, code: "EINVAL", message: "invalid argument", syscall: "uv_tty_init" };
  return require("system-error").nodeSystemError("ERR_TTY_INIT_FAILED", "TTY initialization failed", info);
}

exports.noTerminal = noTerminal;
exports.TerminalStream = TerminalStream;

/** The stream for file descriptor 1 or 2. */
exports.openStandard = function openStandard(fd) {
  const stream = natives.isatty(fd) ? new TerminalStream(fd) : new WriteStream(fd);
  require("console").attach(fd, stream);
  return stream;
};
