// The console itself, and consoles of the program's own.
const names = Object.keys(console);
console.log(names.slice(0, 19), names.includes("Console"));
console.log(Object.prototype.toString.call(console), console[Symbol.toStringTag]);
console.log(Object.keys(Object.getPrototypeOf(console)));
console.log(Object.getPrototypeOf(Object.getPrototypeOf(console)) === Object.prototype);
for (const name of names.slice(0, 19)) {
  const { value, writable, enumerable, configurable } = Object.getOwnPropertyDescriptor(console, name);
  console.log(name, value.name, value.length, writable, enumerable, configurable, Object.hasOwn(value, "prototype"));
}
const { enumerable, writable, configurable } = Object.getOwnPropertyDescriptor(globalThis, "console");
console.log(enumerable, writable, configurable);
const { Console } = console;
console.log(console instanceof Console, {} instanceof Console, Console.name, Console.length);

const lines = [];
const makeStream = (mark) => {
  const write = (text) => lines.push(mark + text);
  return { write, once() {}, removeListener() {}, listenerCount: () => 0 };
};
const stream = makeStream("");
const own = new Console(stream);
own.log("a", { b: 1 });
own.error("e");
own.group("g");
own.log("x\ny");
own.groupEnd();
own.table([1]);
own.count();
console.log(own instanceof Console, Object.getPrototypeOf(own) === Console.prototype, own);
const options = { stdout: stream, stderr: makeStream("err "), groupIndentation: 4, inspectOptions: { depth: 0 } };
const second = Console(options);
second.group();
second.log({ a: { b: 1 } });
second.warn("w");
new Console({ stdout: stream, colorMode: true }).log({ a: 1 });
new Console({ stdout: stream, colorMode: false }).log({ a: 1 });
new Console({ stdout: { ...stream, isTTY: true, getColorDepth: () => 8 } }).log({ a: 1 });
for (const line of lines) console.log(JSON.stringify(line));
for (const args of [
  [], [{}], [{ stdout: stream, stderr: {} }], [{ stdout: stream, groupIndentation: -1 }],
  [{ stdout: stream, groupIndentation: 1001 }],
  [{ stdout: stream, inspectOptions: 5 }], [{ stdout: stream, colorMode: true, inspectOptions: { colors: false } }],
]) {
  try {
    new Console(...args);
    console.log("made");
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
console.log(console.profile(), console.profileEnd(), console.timeStamp(), console.clear());
console.log = (...args) => process.stdout.write(`replaced: ${args.join()}\n`);
console.log(1, 2);
console.info("not replaced");
