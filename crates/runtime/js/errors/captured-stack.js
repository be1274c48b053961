// `Error.captureStackTrace`: a stack begins with what its owner is when it is first read, as V8's do
// (https://v8.dev/docs/stack-trace-api). Many classes set their message after they have captured it.

const { apply } = Reflect;
const { defineProperty, getOwnPropertyDescriptor } = Object;
const { toString } = Error.prototype;

let mapStack = natives.isEvaluated("written-places") ? require("written-places").mapStack : (stack) => stack;

/** Has the stacks mapped that are read from here on. */
exports.useMap = (map) => {
  mapStack = map;
};

/** Gives `target` the property `stack`: the frames that led here, from the caller of `hide` on. `engine` captures them. */
exports.capture = function capture(target, hide, engine) {
  engine(target, typeof hide === "function" ? hide : capture);
  const { value: frames } = getOwnPropertyDescriptor(target, "stack") ?? {};
  if (typeof frames !== "string") return;
  let text;
  defineProperty(target, "stack", {
    __proto__: null,
    get: () => (text ??= mapStack(withHeader(target, frames), target)),
    set(value) {
      text = undefined;
      defineProperty(this, "stack", { __proto__: null, value, writable: true, enumerable: this !== target, configurable: true });
    },
    enumerable: false,
    configurable: true,
  });
};

function withHeader(target, frames) {
  const header = headerOf(target);
  return frames === "" ? header : `${header}\n${frames}`;
}

function headerOf(target) {
  try {
    return apply(toString, target, []);
  } catch {
    return "<error>";
  }
}
