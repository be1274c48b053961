// Copying, comparing, cutting and swapping buffers.

const errors = require("errors");
const { Buffer, FastBuffer, requireBytes } = require("buffer");

const { prototype } = Buffer;
const { set, subarray } = Object.getPrototypeOf(Uint8Array.prototype);
const { bytesCompare } = require("buffer-encodings").natives;

/** A whole number; anything that is none is 0. */
function whole(value) {
  const number = Math.trunc(+value);
  return Number.isNaN(number) ? 0 : number;
}

prototype.copy = function copy(target, targetStart, sourceStart, sourceEnd) {
  if (!ArrayBuffer.isView(target)) throw errors.ERR_INVALID_ARG_TYPE("target", ["Buffer", "Uint8Array"], target);
  const to = targetStart === undefined ? 0 : whole(targetStart);
  if (to < 0) throw errors.ERR_OUT_OF_RANGE("targetStart", ">= 0", targetStart);
  const from = sourceStart === undefined ? 0 : whole(sourceStart);
  if (from < 0 || from > this.length) {
    throw errors.ERR_OUT_OF_RANGE("sourceStart", `>= 0 && <= ${this.length}`, sourceStart);
  }
  const end = sourceEnd === undefined ? this.length : whole(sourceEnd);
  if (end < 0) throw errors.ERR_OUT_OF_RANGE("sourceEnd", ">= 0", sourceEnd);
  const room = target.byteLength - to;
  if (room <= 0 || from >= end) return 0;
  const count = Math.min(end - from, room, this.length - from);
  const bytes = new Uint8Array(target.buffer, target.byteOffset, target.byteLength);
  const part = from === 0 && count === this.length ? this : new Uint8Array(this.buffer, this.byteOffset + from, count);
  set.call(bytes, part, to);
  return count;
};

prototype.equals = function equals(otherBuffer) {
  requireBytes(otherBuffer, "otherBuffer");
  if (this === otherBuffer) return true;
  return this.byteLength === otherBuffer.byteLength && bytesCompare(this, otherBuffer) === 0;
};

prototype.compare = function compare(target, targetStart, targetEnd, sourceStart, sourceEnd) {
  requireBytes(target, "target");
  if (arguments.length === 1) return this === target ? 0 : bytesCompare(this, target);
  const { validateInteger } = require("validators");
  const bound = (value, name, fallback, most) => {
    if (value === undefined) return fallback;
    validateInteger(value, name, 0, most);
    return value;
  };
  const start = bound(targetStart, "targetStart", 0);
  const end = bound(targetEnd, "targetEnd", target.length, target.length);
  const ownStart = bound(sourceStart, "sourceStart", 0);
  const ownEnd = bound(sourceEnd, "sourceEnd", this.length, this.length);
  if (ownStart >= ownEnd) return start >= end ? 0 : -1;
  if (start >= end) return 1;
  return bytesCompare(subarray.call(this, ownStart, ownEnd), subarray.call(target, start, end));
};

/** A position between 0 and `length`; negative ones count from the end. */
function edge(value, length) {
  const number = whole(value);
  if (number < 0) return Math.max(number + length, 0);
  return Math.min(number, length);
}

prototype.subarray = function subarray(start, end) {
  const { length } = this;
  const from = start === undefined ? 0 : edge(start, length);
  const to = end === undefined ? length : edge(end, length);
  return new FastBuffer(this.buffer, this.byteOffset + from, to > from ? to - from : 0);
};

prototype.slice = function slice(start, end) {
  return this.subarray(start, end);
};

function swapper(bits) {
  const width = bits / 8;
  const name = `swap${bits}`;
  prototype[name] = {
    [name]() {
      if (this.length % width !== 0) {
        const message = `Buffer size must be a multiple of ${bits}-bits`;
        throw errors.plain(RangeError, "ERR_INVALID_BUFFER_SIZE", message);
      }
      for (let start = 0; start < this.length; start += width) {
        for (let i = start, j = start + width - 1; i < j; i++, j--) [this[i], this[j]] = [this[j], this[i]];
      }
      return this;
    },
  }[name];
}

[16, 32, 64].forEach(swapper);
