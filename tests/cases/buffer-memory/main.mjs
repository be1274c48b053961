// Buffers over memory of every kind: shared, resizable, detached, and at odd places of it.
const shared = Buffer.from(new SharedArrayBuffer(8));
shared.write("shared");
console.log(shared.toString(), shared.indexOf("a"), shared.fill("x").toString("latin1", 0, 3));

const resizable = new ArrayBuffer(4, { maxByteLength: 8 });
const view = Buffer.from(resizable);
view.write("abcd");
resizable.resize(8);
console.log(view.length, view.toString("latin1", 0, 4));
resizable.resize(2);
console.log(view.length, view.toString(), view.write("zz"));

const memory = new ArrayBuffer(4);
const detached = Buffer.from(memory);
structuredClone(memory, { transfer: [memory] });
console.log(detached.length, detached.toString(), detached.toString("hex"), detached.write("a"));

const middle = Buffer.from("0123456789").subarray(3, 6);
console.log(middle.toString(), middle.subarray(1).toString("hex"), middle.buffer.byteLength >= 10);
middle.fill("ab");
console.log(middle.toString(), middle.equals(Buffer.from("aba")), middle.compare(Buffer.from("abb")));
