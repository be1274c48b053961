// fs.Stats, fs.BigIntStats and fs.StatFs. https://nodejs.org/api/fs.html#class-fsstats

const { S_IFBLK, S_IFCHR, S_IFDIR, S_IFIFO, S_IFLNK, S_IFMT, S_IFREG, S_IFSOCK } = require("fs-constants");

const TIMES = ["atime", "mtime", "ctime", "birthtime"];

function StatsBase(dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks) {
  this.dev = dev;
  this.mode = mode;
  this.nlink = nlink;
  this.uid = uid;
  this.gid = gid;
  this.rdev = rdev;
  this.blksize = blksize;
  this.ino = ino;
  this.size = size;
  this.blocks = blocks;
}

for (const [name, type] of [
  ["isDirectory", S_IFDIR], ["isFile", S_IFREG], ["isBlockDevice", S_IFBLK], ["isCharacterDevice", S_IFCHR],
  ["isSymbolicLink", S_IFLNK], ["isFIFO", S_IFIFO], ["isSocket", S_IFSOCK],
]) {
  StatsBase.prototype[name] = {
    [name]() {
      return (Number(this.mode) & S_IFMT) === type;
    },
  }[name];
}

/** `atime` and the like: a Date made of the milliseconds; `atimeInstant`: a Temporal.Instant of all there is. */
function defineTimes(prototype, nanoseconds) {
  for (const name of TIMES) {
    Object.defineProperty(prototype, name, {
      __proto__: null,
      enumerable: true,
      configurable: true,
      get() {
        return new Date(Math.round(Number(this[`${name}Ms`])));
      },
      set(value) {
        const own = { __proto__: null, value, enumerable: true, writable: true, configurable: true };
        Object.defineProperty(this, name, own);
      },
    });
    Object.defineProperty(prototype, `${name}Instant`, {
      __proto__: null,
      enumerable: true,
      configurable: true,
      get() {
        return Temporal.Instant.fromEpochNanoseconds(nanoseconds(this, name));
      },
      set(value) {
        const own = { __proto__: null, value, enumerable: true, writable: true, configurable: true };
        Object.defineProperty(this, `${name}Instant`, own);
      },
    });
  }
}

function Stats(
  dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks, atimeMs, mtimeMs, ctimeMs, birthtimeMs,
) {
  StatsBase.call(this, dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks);
  this.atimeMs = atimeMs;
  this.mtimeMs = mtimeMs;
  this.ctimeMs = ctimeMs;
  this.birthtimeMs = birthtimeMs;
}

Object.setPrototypeOf(Stats.prototype, StatsBase.prototype);
Object.setPrototypeOf(Stats, StatsBase);
defineTimes(Stats.prototype, (stats, name) => BigInt(Math.round(stats[`${name}Ms`] * 1e6)));

function BigIntStats(
  dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks, atimeNs, mtimeNs, ctimeNs, birthtimeNs,
) {
  StatsBase.call(this, dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks);
  this.atimeMs = atimeNs / 1_000_000n;
  this.mtimeMs = mtimeNs / 1_000_000n;
  this.ctimeMs = ctimeNs / 1_000_000n;
  this.birthtimeMs = birthtimeNs / 1_000_000n;
  this.atimeNs = atimeNs;
  this.mtimeNs = mtimeNs;
  this.ctimeNs = ctimeNs;
  this.birthtimeNs = birthtimeNs;
}

Object.setPrototypeOf(BigIntStats.prototype, StatsBase.prototype);
Object.setPrototypeOf(BigIntStats, StatsBase);
defineTimes(BigIntStats.prototype, (stats, name) => stats[`${name}Ns`]);

/** The bytes that a native gives for a file: ten numbers, then seconds and nanoseconds of four times. */
exports.statsOf = function statsOf(bytes, bigint) {
  if (bigint) {
    const n = new BigInt64Array(bytes.buffer);
    const time = (i) => n[i] * 1_000_000_000n + n[i + 1];
    return new BigIntStats(
      n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8], n[9], time(10), time(12), time(14), time(16),
    );
  }
  const n = new Float64Array(bytes.buffer);
  const time = (i) => n[i] * 1000 + n[i + 1] / 1e6;
  return new Stats(
    n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8], n[9], time(10), time(12), time(14), time(16),
  );
};

let warned = false;

/** The constructor that programs see. */
exports.Stats = function (...args) {
  if (!warned) {
    warned = true;
    const message = "fs.Stats constructor is deprecated.";
    require("process-warning").emitWarning(message, "DeprecationWarning", "DEP0180", exports.Stats);
  }
  // As in Node, times that are not given are no numbers.
  for (let i = 10; i < 14; i++) args[i] = Number(args[i]);
  return new.target ? Reflect.construct(Stats, args, new.target) : Reflect.apply(Stats, this, args);
};
exports.Stats.prototype = Stats.prototype;
Object.setPrototypeOf(exports.Stats, Stats);
// Named as util.deprecate names its functions.
Object.defineProperties(exports.Stats, {
  name: { __proto__: null, value: "deprecated", configurable: true },
  length: { __proto__: null, value: 18, configurable: true },
});

class StatFs {
  constructor([type, bsize, frsize, blocks, bfree, bavail, files, ffree]) {
    Object.assign(this, { type, bsize, frsize, blocks, bfree, bavail, files, ffree });
  }
}

/** The bytes that a native gives for a file system. */
exports.statFsOf = (bytes, bigint) =>
  new StatFs(bigint ? new BigInt64Array(bytes.buffer) : new Float64Array(bytes.buffer));
