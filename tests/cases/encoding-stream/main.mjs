const bytes = new TextEncoder().encode("a€😀é");
for (const size of [1, 2, 3, 4]) {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const parts = [];
  for (let i = 0; i < bytes.length; i += size) parts.push(decoder.decode(bytes.subarray(i, i + size), { stream: true }));
  parts.push(decoder.decode());
  console.log(size, JSON.stringify(parts), parts.join(""));
}
const decoder = new TextDecoder();
console.log(JSON.stringify(decoder.decode(new Uint8Array([0xef, 0xbb]), { stream: true })));
console.log(JSON.stringify(decoder.decode(new Uint8Array([0xbf, 0x61]), { stream: true })));
console.log(JSON.stringify(decoder.decode(new Uint8Array([0xe2]), { stream: true })), JSON.stringify(decoder.decode()));
console.log(JSON.stringify(decoder.decode(new Uint8Array([0x82, 0x62]))));
const fatal = new TextDecoder("utf-8", { fatal: true });
fatal.decode(new Uint8Array([0xe2]), { stream: true });
try {
  fatal.decode();
} catch (error) {
  console.log(error.code);
}
console.log(fatal.decode(new Uint8Array([0x61])));
