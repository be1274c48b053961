// Floating-point numbers in buffers, in either byte order.

const { Buffer } = require("buffer");
const { badOffset, fits } = require("buffer-integers");

const { prototype } = Buffer;

// One number at a time is moved between its value and its bytes.
const memory = new ArrayBuffer(8);
const bytes = new Uint8Array(memory);
const view = new DataView(memory);

function define(kind, width, get, set, little) {
  const name = `${kind}${little ? "LE" : "BE"}`;
  prototype[`read${name}`] = {
    [`read${name}`](offset = 0) {
      if (!fits(this, offset, width)) throw badOffset(offset, this.length, width);
      for (let i = 0; i < width; i++) bytes[i] = this[offset + i];
      return get.call(view, 0, little);
    },
  }[`read${name}`];
  prototype[`write${name}`] = {
    [`write${name}`](value, offset = 0) {
      if (!fits(this, offset, width)) throw badOffset(offset, this.length, width);
      set.call(view, 0, +value, little);
      for (let i = 0; i < width; i++) this[offset + i] = bytes[i];
      return offset + width;
    },
  }[`write${name}`];
}

const { getFloat32, setFloat32, getFloat64, setFloat64 } = DataView.prototype;
for (const little of [true, false]) {
  define("Float", 4, getFloat32, setFloat32, little);
  define("Double", 8, getFloat64, setFloat64, little);
}
