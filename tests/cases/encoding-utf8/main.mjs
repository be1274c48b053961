const encoder = new TextEncoder();
console.log(encoder.encoding, encoder, Object.prototype.toString.call(encoder));
for (const text of ["", "abc", "é€😀", "\ud800", "a\udc00b", "\u0000\uffff", undefined, null, 5]) {
  console.log(JSON.stringify(text), [...encoder.encode(text)]);
}
console.log(encoder.encode().length, encoder.encode("x") instanceof Uint8Array);
for (const [text, size] of [["abc", 2], ["é", 1], ["€x", 3], ["😀😀", 7], ["\ud800a", 4], ["", 0], ["abc", 10]]) {
  const target = new Uint8Array(size);
  console.log(JSON.stringify(text), size, encoder.encodeInto(text, target), [...target]);
}
const part = new Uint8Array(6);
console.log(encoder.encodeInto("xyz", part.subarray(2, 4)), [...part]);

const decoder = new TextDecoder();
console.log(decoder.encoding, decoder.fatal, decoder.ignoreBOM, decoder, Object.prototype.toString.call(decoder));
const BYTES = [
  [], [0x61], [0xc3, 0xa9], [0xe2, 0x82, 0xac], [0xf0, 0x9f, 0x98, 0x80], [0xff], [0xc3], [0xe2, 0x82], [0xc0, 0x80], [0xed, 0xa0, 0x80],
  [0xf4, 0x90, 0x80, 0x80], [0x61, 0x80, 0x62], [0xef, 0xbb, 0xbf, 0x61], [0xe2, 0x28, 0xa1], [0xf0, 0x9f, 0x41],
];
for (const bytes of BYTES) {
  const input = new Uint8Array(bytes);
  const results = [decoder.decode(input), new TextDecoder("utf-8", { ignoreBOM: true }).decode(input)];
  try {
    results.push(new TextDecoder("utf-8", { fatal: true }).decode(input));
  } catch (error) {
    results.push(error.name, error.code, error.message);
  }
  console.log(bytes, JSON.stringify(results));
}
const buffer = encoder.encode("xhellox").buffer;
console.log(decoder.decode(buffer), decoder.decode(new DataView(buffer, 1, 5)), decoder.decode(new Uint16Array(buffer, 0, 2)));
console.log(JSON.stringify(decoder.decode()), decoder.decode(new Uint8Array(new SharedArrayBuffer(1))).length);
for (const wrong of [
  () => decoder.decode(5), () => decoder.decode("x"), () => decoder.decode(null), () => new TextDecoder("no such"), () => new TextDecoder("utf-8", 5),
  () => encoder.encodeInto("x"), () => encoder.encodeInto(5, part), () => encoder.encodeInto("x", new Uint16Array(2)),
  () => TextDecoder.prototype.decode.call({}),
]) {
  try {
    console.log(wrong());
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
