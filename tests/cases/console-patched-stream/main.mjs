// A program that changes how its streams write sees what console prints.
console.log("before");
const { write } = process.stdout;
const seen = [];
process.stdout.write = function (text, ...rest) {
  seen.push(text);
  return write.call(this, `[${text.trimEnd()}]\n`, ...rest);
};
console.log("patched");
console.log({ a: 1 }, 5);
console.error("not this one");
process.stdout.write = write;
console.log("restored", seen);
const { write: writeError } = process.stderr;
process.stderr.write = (text) => process.stdout.write(`stderr: ${text}`);
console.error("moved");
console.warn("moved too");
process.stderr.write = writeError;
console.log(console._stdout === process.stdout, console._stderr === process.stderr);
