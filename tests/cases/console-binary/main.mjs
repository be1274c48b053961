// Typed arrays, buffers and views.
const bytes = new Uint8Array([1, 2, 254, 255]);
const detached = new ArrayBuffer(4);
const view = new Uint8Array(detached);
detached.transfer();
const values = [
  bytes, bytes.buffer, new DataView(bytes.buffer, 1, 2), bytes.subarray(1, 3), new Uint8Array(), new ArrayBuffer(0),
  new Int8Array([-1]), new Uint8ClampedArray([300]), new Int16Array([1, -1]), new Uint16Array(2), new Int32Array(2),
  new Uint32Array([2 ** 32 - 1]), new Float16Array([1.5]), new Float32Array([0.1]),
  new Float64Array([0.1, -0, NaN, Infinity]),
  new BigInt64Array([-1n]), new BigUint64Array([2n ** 64n - 1n]), new Uint8Array(101), new Uint8Array(300).fill(7),
  new ArrayBuffer(60), new ArrayBuffer(120), new SharedArrayBuffer(3), new ArrayBuffer(2, { maxByteLength: 4 }),
  detached, view,
  Object.assign(new Uint8Array(2), { extra: 1 }), Object.assign(new ArrayBuffer(1), { extra: 1 }),
  Object.assign(new DataView(new ArrayBuffer(1)), { extra: 1 }),
  new (class Bytes extends Uint8Array {})(2), new (class Memory extends ArrayBuffer {})(1),
  Object.setPrototypeOf(new Uint8Array(2), null), { a: { b: { c: bytes, d: bytes.buffer, e: new Uint8Array() } } },
  { a: { bytes, buffer: bytes.buffer, view: new DataView(bytes.buffer) } }, [bytes, bytes.buffer],
  Uint8Array.prototype, Uint8Array, Object.getPrototypeOf(Uint8Array), ArrayBuffer.prototype,
];
for (const value of values) console.log(value);
for (const maxArrayLength of [0, 1, 3, 4, 5]) {
  console.dir(bytes, { maxArrayLength });
  console.dir(bytes.buffer, { maxArrayLength });
}
console.dir(bytes, { showHidden: true });
console.dir(bytes, { showHidden: true, depth: 0 });
console.dir({ bytes }, { showHidden: true });
console.dir(new DataView(bytes.buffer), { depth: 0 });
