// Printing of functions and classes.

const AsyncFunction = (async () => {}).constructor;
const GeneratorFunction = function* () {}.constructor;
const AsyncGeneratorFunction = async function* () {}.constructor;

const KINDS = new Map([
  [Function.prototype, "Function"],
  [AsyncFunction.prototype, "AsyncFunction"],
  [GeneratorFunction.prototype, "GeneratorFunction"],
  [AsyncGeneratorFunction.prototype, "AsyncGeneratorFunction"],
]);

const SOURCE_START = /^(?:(async)\b\s*)?(?:function\b)?\s*(\*)?/;

const COMMENTS = /\/\*[^]*?\*\/|\/\/.*/g;
const CLASS_HEAD = /^\s+[^(]*\{/;

/**
 * Whether `value` is printed as a class. A class constructor has a `prototype` that cannot be written, as have built-in
 * constructors and some others: only for these the engine is asked for the text, which may have to be read from the file
 * again. Like Node, this takes a class whose heritage has a parenthesis ("class A extends mixin(B)") for a function.
 */
function isClass(value) {
  const descriptor = Object.getOwnPropertyDescriptor(value, "prototype");
  if (descriptor === undefined || descriptor.writable !== false) return false;
  const text = Function.prototype.toString.call(value);
  if (!text.startsWith("class") || !text.endsWith("}")) return false;
  const head = text.slice("class".length, text.indexOf("{") + 1);
  return !head.includes("(") || CLASS_HEAD.test(text.slice("class".length).replace(COMMENTS, ""));
}

/** "Function", "AsyncGeneratorFunction"...: from the prototype, and from the text where the program changed that. */
function functionKind(value) {
  const kind = KINDS.get(Object.getPrototypeOf(value));
  if (kind !== undefined) return kind;
  const [, isAsync, star] = SOURCE_START.exec(Function.prototype.toString.call(value));
  return `${isAsync ? "Async" : ""}${star ? "Generator" : ""}Function`;
}

function classBase(value, constructor, tag) {
  const name = (Object.hasOwn(value, "name") && value.name) || "(anonymous)";
  let base = `class ${name}`;
  if (constructor !== "Function" && constructor !== null) base += ` [${constructor}]`;
  if (tag !== "" && constructor !== tag) base += ` [${tag}]`;
  if (constructor === null) base += " extends [null prototype]";
  else {
    const parent = Object.getPrototypeOf(value).name;
    if (parent) base += ` extends ${parent}`;
  }
  return `[${base}]`;
}

/** The text that stands for the function itself, without its properties. */
function functionBase(ctx, value, constructor, tag) {
  if (isClass(value)) return classBase(value, constructor, tag);
  const kind = functionKind(value);
  let base = `[${kind}`;
  if (constructor === null) base += " (null prototype)";
  if (value.name === "") base += " (anonymous)";
  else base += `: ${typeof value.name === "string" ? value.name : ctx.print(value.name)}`;
  base += "]";
  if (constructor !== kind && constructor !== null) base += ` ${constructor}`;
  if (tag !== "" && constructor !== tag) base += ` [${tag}]`;
  return base;
}

exports.functionBase = functionBase;
