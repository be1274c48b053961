// Buffers beyond what any pool or stack holds.
const size = 5 * 2 ** 20;
const text = "aé€😀".repeat(size / 10);
const bytes = Buffer.from(text);
console.log(bytes.length, bytes.toString() === text, bytes.toString("utf8", 1, 3));
for (const encoding of ["utf16le", "latin1", "hex", "base64", "base64url"]) {
  const encoded = bytes.toString(encoding);
  console.log(encoding, encoded.length, Buffer.from(encoded, encoding).equals(bytes));
}
console.log(bytes.indexOf("😀", size - 20), bytes.lastIndexOf("a"), Buffer.concat([bytes, bytes]).length);
console.log(Buffer.alloc(size, "ab").subarray(-3).toString(), Buffer.compare(bytes, bytes.subarray(1)));
