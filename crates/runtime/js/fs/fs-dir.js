// fs.Dir: a directory that is read entry by entry. https://nodejs.org/api/fs.html#class-fsdir

const errors = require("errors");
const { presentName, toCallback, toOptions, toPath, wantsBytes } = require("fs-arguments");
const { Dirent } = require("fs-dirent");
const { join } = require("path-posix").posix;
const perform = require("fs-perform");
const requests = require("fs-requests");

const opening = Symbol("opening");

const closedError = () => errors.plain(Error, "ERR_DIR_CLOSED", "Directory handle was closed");

class Dir {
  #path;
  #encoding;
  #recursive;
  #waiting; // entries that are not read yet
  #below = []; // directories that are not listed yet
  #closed = false;

  constructor(key, path, { listing, encoding, recursive }) {
    if (key !== opening) throw errors.ERR_MISSING_ARGS("handle");
    this.#path = path;
    this.#encoding = encoding;
    this.#recursive = recursive;
    this.#waiting = this.#entries(listing, path);
  }

  get path() {
    return this.#path;
  }

  #entries({ names, types }, path) {
    return names.map((name, i) => new Dirent(presentName(name, this.#encoding), types[i], path));
  }

  /** The next entry, or null; in the end, what has to be listed first. */
  *#next() {
    if (this.#closed) throw closedError();
    while (this.#waiting.length === 0) {
      const path = this.#below.shift();
      if (path === undefined) return null;
      this.#waiting = this.#entries(yield requests.entries(path, wantsBytes(this.#encoding)), path);
    }
    const entry = this.#waiting.shift();
    if (this.#recursive && entry.isDirectory()) this.#below.push(join(entry.parentPath, entry.name));
    return entry;
  }

  readSync() {
    return perform.sync(this.#next());
  }

  read(callback) {
    if (callback === undefined) return perform.promise(this.#next());
    perform.callback(this.#next(), toCallback(callback));
    return undefined;
  }

  #shut() {
    if (this.#closed) throw closedError();
    this.#closed = true;
  }

  closeSync() {
    this.#shut();
  }

  close(callback) {
    if (callback === undefined) return (async () => this.#shut())();
    toCallback(callback);
    const { nextTick } = require("tasks");
    if (this.#closed) {
      nextTick(callback, closedError());
    } else {
      this.#closed = true;
      nextTick(callback, null);
    }
    return undefined;
  }

  async *entries() {
    try {
      for (let entry; (entry = await this.read()) !== null; ) yield entry;
    } finally {
      await this.close();
    }
  }

  [Symbol.dispose]() {
    if (!this.#closed) this.closeSync();
  }

  async [Symbol.asyncDispose]() {
    if (!this.#closed) await this.close();
  }
}

const entries = { __proto__: null, value: Dir.prototype.entries, writable: true, configurable: true };
Object.defineProperty(Dir.prototype, Symbol.asyncIterator, entries);

exports.opendir = function opendir(path, options) {
  const { encoding, recursive = false, bufferSize } = toOptions(options);
  if (bufferSize !== undefined) require("validators").validateInteger(bufferSize, "options.bufferSize", 1, 2 ** 32 - 1);
  const where = toPath(path);
  const request = requests.entries(where, wantsBytes(encoding));
  request.path = require("fs-arguments").shown(where);
  request.map = (listing) => new Dir(opening, request.path, { listing, encoding, recursive });
  return request;
};

exports.Dir = Dir;
