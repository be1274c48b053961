// Bytes as a Buffer, wherever Node's functions return one. The class is loaded when the first one is made.

/** A Buffer on the memory of `bytes`, which nobody else may hold. */
exports.asBuffer = function asBuffer(bytes) {
  const Buffer = require("builtin-modules").exportsOf("buffer")?.Buffer;
  return Buffer === undefined ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
};
