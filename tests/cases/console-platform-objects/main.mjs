// Objects of the platform: what is not plain JavaScript but part of every program.
const wasm = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
const values = [
  new Intl.NumberFormat("en"), new Intl.DateTimeFormat("en"), Intl.Collator, Temporal.Instant.fromEpochMilliseconds(0),
  Temporal.PlainDate.from("2020-01-02"), Temporal.Duration.from({ hours: 1 }), Temporal.PlainDate, Temporal,
  new WebAssembly.Module(wasm), new WebAssembly.Instance(new WebAssembly.Module(wasm)),
  new WebAssembly.Memory({ initial: 1 }),
  new WebAssembly.Table({ initial: 1, element: "anyfunc" }), new WebAssembly.Global({ value: "i32" }, 4),
  WebAssembly.Memory,
  new DisposableStack(), new AsyncDisposableStack(), Symbol.dispose, new WeakRef({}),
  new URL("http://user:pass@example.com:8080/path?query=1#hash"), new URLSearchParams("a=1&b=2"), new AbortController(),
  new AbortController().signal, new EventTarget(), new URL("file:///a").searchParams,
];
for (const value of values) console.log(value);
