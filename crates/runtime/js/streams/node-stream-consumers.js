// node:stream/consumers, https://nodejs.org/api/webstreams.html#utility-consumers

const { toBytes } = require("stream-common");
const { lazy } = require("lazy");

/** All of a stream's bytes in one array. */
async function collect(stream) {
  const parts = [];
  let length = 0;
  for await (const chunk of stream) {
    const bytes = chunk instanceof ArrayBuffer ? new Uint8Array(chunk) : toBytes(chunk, "utf8");
    parts.push(bytes);
    length += bytes.length;
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

exports.arrayBuffer = async function arrayBuffer(stream) {
  return (await collect(stream)).buffer;
};
exports.buffer = async function buffer(stream) {
  return require("as-buffer").asBuffer(await collect(stream));
};
exports.bytes = async function bytes(stream) {
  return collect(stream);
};
exports.text = async function text(stream) {
  return natives.textDecode("utf-8", await collect(stream), false, false);
};
exports.json = async function json(stream) {
  return JSON.parse(await exports.text(stream));
};
lazy(exports, "blob", () => {
  const Blob = require("builtin-modules").exportsOf("buffer")?.Blob;
  if (Blob === undefined) return require("unimplemented").missing("stream/consumers", "blob");
  return async function blob(stream) {
    return new Blob([await collect(stream)]);
  };
});
