// (module (import "env" "log" (func (param i32))) (memory (export "memory") 1)
//   (func (export "add") (param i32 i32) (result i32) local.get 0 local.get 1 i32.add)
//   (func (export "trap") unreachable) (func (export "report") i32.const 7 call 0))
const bytes = Uint8Array.fromHex(
  "0061736d01000000010e036000006001" + "7f0060027f7f017f" + "020b0103656e76036c6f670001" + "0304030200000503010001" +
    "0720" + "04" + "066d656d6f7279" + "0200" + "03616464" + "0001" + "0474726170" + "0002" + "067265706f7274" + "0003" +
    "0a14" + "03" + "0700200020016a0b" + "0300000b" + "0600410710000b",
);
console.log(WebAssembly.validate(bytes), WebAssembly.validate(bytes.slice(0, 20)));
const imports = { env: { log: (n) => console.log("log", n) } };
const { instance, module } = await WebAssembly.instantiate(bytes, imports);
console.log(instance.exports.add(40, 2), instance.exports.add(2 ** 31 - 1, 1), instance.exports.memory.buffer.byteLength);
instance.exports.report();
console.log(WebAssembly.Module.exports(module).map(({ name, kind }) => `${name}:${kind}`).join());
try {
  instance.exports.trap();
} catch (error) {
  console.log(error instanceof WebAssembly.RuntimeError);
}
const again = new WebAssembly.Instance(await WebAssembly.compile(bytes), imports);
console.log(again.exports.add(1, 1), again.exports.memory !== instance.exports.memory);
await WebAssembly.compile(new Uint8Array([0, 1, 2])).catch((error) => console.log(error.name));
const table = new WebAssembly.Table({ initial: 1, element: "anyfunc" });
table.set(0, instance.exports.add);
console.log(table.get(0)(3, 4), new WebAssembly.Global({ value: "i64", mutable: true }, 5n).value);
