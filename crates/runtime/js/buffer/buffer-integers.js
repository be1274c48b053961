// Integers of one to eight bytes in buffers, in either byte order.

const errors = require("errors");
const { Buffer } = require("buffer");

const { prototype } = Buffer;

/** Throws for an offset at which `width` bytes cannot be read or written. */
function badOffset(offset, length, width) {
  require("validators").validateNumber(offset, "offset");
  if (length - width < 0) {
    const message = "Attempt to access memory outside buffer bounds";
    return errors.plain(RangeError, "ERR_BUFFER_OUT_OF_BOUNDS", message);
  }
  if (!Number.isInteger(offset)) return errors.ERR_OUT_OF_RANGE("offset", "an integer", offset);
  return errors.ERR_OUT_OF_RANGE("offset", `>= 0 and <= ${length - width}`, offset);
}

exports.badOffset = badOffset;

/** Whether `width` bytes at `offset` lie within the buffer. */
function fits(buffer, offset, width) {
  return Number.isInteger(offset) && offset >= 0 && offset + width <= buffer.length;
}

exports.fits = fits;

/** "value" is out of a range of `bits`, worded as Node does: powers of two where the numbers are long. */
function badValue(value, bits, signed) {
  const wide = bits > 32;
  const n = typeof value === "bigint" ? "n" : "";
  if (wide && signed) return outOfRange(`>= -(2${n} ** ${bits - 1}${n}) and < 2${n} ** ${bits - 1}${n}`, value);
  if (wide) return outOfRange(`>= 0${n} and < 2${n} ** ${bits}${n}`, value);
  const low = signed ? -(2 ** (bits - 1)) : 0;
  return outOfRange(`>= ${low} and <= ${2 ** (signed ? bits - 1 : bits) - 1}`, value);
}

function outOfRange(range, value) {
  return errors.ERR_OUT_OF_RANGE("value", range, value);
}

// -- the loops: numbers of up to 48 bits are exact in a double -------------------------------------------------------------

function readUnsigned(buffer, offset, width, little) {
  let value = 0;
  if (little) for (let i = offset + width - 1; i >= offset; i--) value = value * 256 + buffer[i];
  else for (let i = offset; i < offset + width; i++) value = value * 256 + buffer[i];
  return value;
}

function write(buffer, value, offset, width, little) {
  let rest = value;
  // Negative numbers are written in two's complement: the remainder is taken towards minus infinity.
  for (let i = 0; i < width; i++) {
    buffer[little ? offset + i : offset + width - 1 - i] = rest & 255;
    rest = Math.floor(rest / 256);
  }
  return offset + width;
}

function define(names, method) {
  for (const name of names) prototype[name] = method;
}

/** `readUInt16LE` and the like, for a width that the name says. */
function defineFixed(width, signed, little) {
  const bits = width * 8;
  const order = width === 1 ? "" : little ? "LE" : "BE";
  const names = signed ? [`Int${bits}${order}`] : [`UInt${bits}${order}`, `Uint${bits}${order}`];
  const half = 2 ** (bits - 1);
  const least = signed ? -half : 0;
  const most = signed ? half - 1 : 2 * half - 1;

  const reader = `read${names[0]}`;
  define(names.map((name) => `read${name}`), {
    [reader](offset) {
      if (offset === undefined) offset = 0;
      if (!fits(this, offset, width)) throw badOffset(offset, this.length, width);
      const value = readUnsigned(this, offset, width, little);
      return signed && value >= half ? value - 2 * half : value;
    },
  }[reader]);

  const writer = `write${names[0]}`;
  define(names.map((name) => `write${name}`), {
    [writer](value, offset = 0) {
      const number = +value;
      if (number > most || number < least) throw badValue(number, bits, signed);
      if (!fits(this, offset, width)) throw badOffset(offset, this.length, width);
      return write(this, Math.trunc(number) || 0, offset, width, little);
    },
  }[writer]);
}

function checkWidth(byteLength) {
  require("validators").validateNumber(byteLength, "byteLength");
  if (Number.isInteger(byteLength) && byteLength >= 1 && byteLength <= 6) return;
  const range = Number.isInteger(byteLength) ? ">= 1 and <= 6" : "an integer";
  throw errors.ERR_OUT_OF_RANGE("byteLength", range, byteLength);
}

/** `readUIntLE` and the like, for a width that the caller says. */
function defineVariable(signed, little) {
  const order = little ? "LE" : "BE";
  const names = signed ? [`Int${order}`] : [`UInt${order}`, `Uint${order}`];

  const reader = `read${names[0]}`;
  define(names.map((name) => `read${name}`), {
    [reader](offset, byteLength) {
      if (offset === undefined) throw errors.ERR_INVALID_ARG_TYPE("offset", "number", offset);
      checkWidth(byteLength);
      if (!fits(this, offset, byteLength)) throw badOffset(offset, this.length, byteLength);
      const value = readUnsigned(this, offset, byteLength, little);
      const half = 2 ** (byteLength * 8 - 1);
      return signed && value >= half ? value - 2 * half : value;
    },
  }[reader]);

  const writer = `write${names[0]}`;
  define(names.map((name) => `write${name}`), {
    [writer](value, offset, byteLength) {
      checkWidth(byteLength);
      const number = +value;
      const bits = byteLength * 8;
      const limit = 2 ** (signed ? bits - 1 : bits);
      if (number >= limit || number < (signed ? -limit : 0)) throw badValue(number, bits, signed);
      if (offset === undefined) throw errors.ERR_INVALID_ARG_TYPE("offset", "number", offset);
      if (!fits(this, offset, byteLength)) throw badOffset(offset, this.length, byteLength);
      return write(this, Math.trunc(number) || 0, offset, byteLength, little);
    },
  }[writer]);
}

/** `readBigUInt64LE` and the like. */
function defineBig(signed, little) {
  const order = little ? "LE" : "BE";
  const names = signed ? [`BigInt64${order}`] : [`BigUInt64${order}`, `BigUint64${order}`];

  const reader = `read${names[0]}`;
  define(names.map((name) => `read${name}`), {
    [reader](offset = 0) {
      if (!fits(this, offset, 8)) throw badOffset(offset, this.length, 8);
      const low = BigInt(readUnsigned(this, little ? offset : offset + 4, 4, little));
      const high = BigInt(readUnsigned(this, little ? offset + 4 : offset, 4, little));
      const value = (high << 32n) | low;
      return signed ? BigInt.asIntN(64, value) : value;
    },
  }[reader]);

  const [least, most] = signed ? [-(2n ** 63n), 2n ** 63n - 1n] : [0n, 2n ** 64n - 1n];
  const writer = `write${names[0]}`;
  define(names.map((name) => `write${name}`), {
    [writer](value, offset = 0) {
      if (value > most || value < least) throw badValue(value, 64, signed);
      if (!fits(this, offset, 8)) throw badOffset(offset, this.length, 8);
      const unsigned = BigInt.asUintN(64, value);
      write(this, Number(unsigned & 0xffffffffn), little ? offset : offset + 4, 4, little);
      write(this, Number(unsigned >> 32n), little ? offset + 4 : offset, 4, little);
      return offset + 8;
    },
  }[writer]);
}

for (const little of [true, false]) {
  for (const signed of [false, true]) {
    for (const width of [2, 4]) defineFixed(width, signed, little);
    defineVariable(signed, little);
    defineBig(signed, little);
  }
}
defineFixed(1, false, true);
defineFixed(1, true, true);
