console.log(new Error("formatted").stack, require("./first.cjs")());

// A stack that is captured begins with what its owner is at that time.
class HttpError extends Error {
  constructor(message, status) {
    super(message);
    this.name = "HttpError";
    this.status = status;
    Error.captureStackTrace(this, HttpError);
  }
}
function Old(message) {
  this.message = message;
  Error.captureStackTrace(this, this.constructor);
}
Old.prototype = Object.create(Error.prototype, { constructor: { value: Old }, name: { value: "Old" } });

const firstLines = ({ stack }) => stack.split("\n").slice(0, 2).map((line) => line.replace(/\(?\/.*\//, "").replace(/Object\.<anonymous> |\)$/g, ""));
const captured = (holder) => (Error.captureStackTrace(holder), holder);
console.log(firstLines(new HttpError("nope", 404)), firstLines(new Old("old")));
console.log(firstLines(captured({})), firstLines(captured({ name: "Named" })), firstLines(captured({ name: "", message: "said" })));
const late = captured({ message: "before" });
late.message = "after";
console.log(late.stack.split("\n")[0], Object.keys(late));
console.log(captured({ name: "Several", message: "a\n    at b" }).stack.split("\n").slice(0, 2));

Error.stackTraceLimit = 0;
console.log(captured({ message: "no frames" }).stack);
Error.stackTraceLimit = 10;
console.log(Error.captureStackTrace.length, Error.captureStackTrace.name, Error.captureStackTrace({}));
for (const wrong of [1, null, undefined, "text"]) {
  try {
    Error.captureStackTrace(wrong);
  } catch (error) {
    console.log(error.name);
  }
}
console.log(require("node:util").inspect(new HttpError("shown", 500)).split("\n")[0]);
