// fs.Dirent: an entry of a directory. https://nodejs.org/api/fs.html#class-fsdirent

const constants = require("fs-constants");

const kind = Symbol("type");

class Dirent {
  constructor(name, type, path) {
    this.name = name;
    this.parentPath = path;
    this[kind] = type;
  }
}

for (const [name, type] of [
  ["isDirectory", "DIR"], ["isFile", "FILE"], ["isBlockDevice", "BLOCK"], ["isCharacterDevice", "CHAR"],
  ["isSymbolicLink", "LINK"], ["isFIFO", "FIFO"], ["isSocket", "SOCKET"],
]) {
  const value = {
    [name]() {
      return this[kind] === constants[`UV_DIRENT_${type}`];
    },
  }[name];
  Object.defineProperty(Dirent.prototype, name, { __proto__: null, value, writable: true, configurable: true });
}

exports.Dirent = Dirent;
