// Numbers and big integers, with and without separators.
const numbers = [
  0, -0, 1, -1, 12, 123, 1234, 12345, -999, -1000, 123456.789, -0.5, 0.12345678, 1234.5678, 1e20, 1e21, 1.5e-7, 2 ** 53,
  Number.MAX_VALUE, Number.MIN_VALUE, NaN, Infinity, -Infinity, 1n, -1n, 123n, 1234n, -1234n,
  123456789012345678901234567890n,
];
for (const number of numbers) {
  console.log([number]);
  console.dir([number], { numericSeparator: true });
}
console.dir(new Float64Array([1234.5, -0, 1e6]), { numericSeparator: true });
console.dir(new BigInt64Array([123456n]), { numericSeparator: true });
console.dir({ a: 1234567, b: [98765], c: new Map([[1000, 2000]]), d: Object(1234) }, { numericSeparator: true });
