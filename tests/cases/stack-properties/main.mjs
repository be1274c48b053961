const error = new TypeError("message", { cause: 1 });
console.log(Object.keys(error).length, Object.hasOwn(error, "cause"), typeof error.stack, error.cause);
console.log(error.stack.startsWith("TypeError: message\n    at "), String(error));
const target = {};
Error.captureStackTrace(target);
console.log(typeof target.stack, Error.stackTraceLimit);
class Own extends Error {
  name = "Own";
}
console.log(new Own("x") instanceof Own, String(new Own("x")), Error.isError(new Own()), Error.isError({}));
console.log(new AggregateError([new Error("1"), 2], "several").errors.length);
