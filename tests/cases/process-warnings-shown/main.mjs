// Warnings are shown by the console.error of the first one, which writes to process.stderr: a program may keep either for itself.
const line = (text) => text.replace(/\(node:\d+\)/, "(node:PID)").split("\n")[0];
const warned = (text) => new Promise((resolve) => {
  process.emitWarning(text);
  setTimeout(resolve, 1);
});

const { error } = console;
console.error = (...values) => {
  console.log("console.error", values.length, line(values[0]));
  error(values[0]);
};
await warned("for the console");
console.error = error;
await warned("as before");
process.stderr.write = (chunk) => console.log("process.stderr", line(chunk)) ?? true;
await warned("for the stream");
