// Stacks that a program formats itself, as depd, get-caller-file and source-map-support do.
const sites = require("./sites");
function caller() {
  return sites.here();
}
const [first, second] = caller();
console.log(first.getFunctionName(), second.getFunctionName(), second.getLineNumber(), second.getFileName() === __filename);
console.log([first.isNative(), first.isEval(), first.isConstructor(), second.isToplevel(), first.getPromiseIndex()]);
console.log(String(second).replace(__dirname, ""), Object.getOwnPropertyNames(Object.getPrototypeOf(first)).includes("getEvalOrigin"));
console.log(sites.callerOf(() => 1) === __filename);

console.log(typeof Error.prepareStackTrace, Error.stackTraceLimit);
const plain = new Error("plain");
Error.prepareStackTrace = (error, trace) => `${error.message} / ${trace.length > 1} / ${trace[0].getLineNumber()}`;
const prepared = new Error("prepared");
console.log(prepared.stack, prepared.stack === prepared.stack, plain.stack.startsWith("plain / true"));
const holder = {};
Error.captureStackTrace(holder);
holder.message = "held";
Error.stackTraceLimit = 1;
console.log(holder.stack, new Error("short").stack);
prepared.stack = "written";
console.log(prepared.stack);
Error.prepareStackTrace = undefined;
console.log(new Error("engine").stack.split("\n").length, prepared.stack);
