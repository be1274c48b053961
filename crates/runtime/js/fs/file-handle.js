// FileHandle: an open file, as promises. https://nodejs.org/api/fs.html#class-filehandle

const errors = require("errors");
const { EventEmitter } = require("events");
const { promise } = require("fs-perform");
const requests = require("fs-requests");

const opening = Symbol("opening");

/** What an operation on a closed file is rejected with. */
function closedError(syscall) {
  return Object.assign(new Error("file closed"), { code: "EBADF", syscall });
}

class FileHandle extends EventEmitter {
  #fd;
  #closing = undefined; // the promise of the end

  constructor(key, fd) {
    if (key !== opening) throw errors.plain(TypeError, "ERR_ILLEGAL_CONSTRUCTOR", "Illegal constructor");
    super();
    this.#fd = fd;
    this.close = this.close.bind(this);
    Object.defineProperty(this.close, "name", { __proto__: null, value: "close", configurable: true });
  }

  static of(fd) {
    return new FileHandle(opening, fd);
  }

  static isHandle(value) {
    return typeof value === "object" && value !== null && #fd in value;
  }

  getAsyncId() {
    return -1;
  }

  get fd() {
    return this.#fd;
  }

  async #on(name, syscall, ...args) {
    if (this.#fd === -1) throw closedError(syscall);
    return promise(requests[name](this.#fd, ...args));
  }

  async #io(name, syscall, args) {
    if (this.#fd === -1) throw closedError(syscall);
    return require("fs-io")[name](this.#fd, ...args);
  }

  async #whole(name, args) {
    if (this.#fd === -1) throw closedError(name);
    return require("fs-whole-promises")[name](this, ...args);
  }

  appendFile(data, options) {
    return this.#whole("writeFile", [data, options]);
  }

  chmod(mode) {
    return this.#on("fchmod", "chmod", mode);
  }

  chown(uid, gid) {
    return this.#on("fchown", "chown", uid, gid);
  }

  datasync() {
    return this.#on("fdatasync", "datasync");
  }

  sync() {
    return this.#on("fsync", "sync");
  }

  read(buffer, offset, length, position) {
    return this.#io("readPromise", "read", [buffer, offset, length, position]);
  }

  readv(buffers, position) {
    return this.#io("readvPromise", "readv", [buffers, position]);
  }

  readFile(options) {
    return this.#whole("readFile", [options]);
  }

  /** The file's lines from where it is, without their ends. */
  async *readLines(options = undefined) {
    try {
      const text = await this.readFile({ encoding: "utf8", ...options });
      const lines = text.split(/\r\n|\n|\r/);
      if (lines.at(-1) === "") lines.pop();
      yield* lines;
    } finally {
      await this.close();
    }
  }

  stat(options) {
    return this.#on("fstat", "fstat", options);
  }

  truncate(len = 0) {
    return this.#on("ftruncate", "ftruncate", len);
  }

  utimes(atime, mtime) {
    return this.#on("futimes", "utimes", atime, mtime);
  }

  write(buffer, offset, length, position) {
    return this.#io("writePromise", "write", [buffer, offset, length, position]);
  }

  writev(buffers, position) {
    return this.#io("writevPromise", "writev", [buffers, position]);
  }

  writeFile(data, options) {
    return this.#whole("writeFile", [data, options]);
  }

  close() {
    if (this.#closing !== undefined) return this.#closing;
    if (this.#fd === -1) return Promise.resolve();
    const fd = this.#fd;
    this.#fd = -1;
    this.#closing = promise(requests.close(fd)).finally(() => {
      this.#closing = undefined;
    });
    this.emit("close");
    return this.#closing;
  }

  async [Symbol.asyncDispose]() {
    await this.close();
  }
}

for (const name of ["readableWebStream", "createReadStream", "createWriteStream"]) {
  const value = {
    [name]() {
      const message = `The filehandle.${name} method is not implemented`;
      throw errors.plain(Error, "ERR_METHOD_NOT_IMPLEMENTED", message);
    },
  }[name];
  Object.defineProperty(FileHandle.prototype, name, { __proto__: null, value, writable: true, configurable: true });
}

// What only the files beside this one use is no part of the class that programs see.
const { of, isHandle } = FileHandle;
delete FileHandle.of;
delete FileHandle.isHandle;
exports.of = of;
exports.isHandle = isHandle;

/** The number of an open file. */
exports.fdOf = function fdOf(handle) {
  if (handle.fd === -1) throw closedError("read");
  return handle.fd;
};
