// Values as text, for people to read and for one runtime to be held against another. It must not lean on what is under
// test, so it knows nothing of util.inspect.

const MOST = 6;
const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;
const TypedArray = Object.getPrototypeOf(Uint8Array);

/** The text of any value. A text of several lines is itself, each line behind a bar. */
export function show(value) {
  if (typeof value === "string" && value.includes("\n")) return `| ${value.replaceAll("\n", "\n| ")}`;
  return text(value, []);
}

function text(value, outer) {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "bigint") return `${value}n`;
  if (Object.is(value, -0)) return "-0";
  if (typeof value === "function") return functionText(value, outer);
  if (typeof value !== "object" || value === null) return String(value);
  if (outer.includes(value)) return "<circle>";
  if (outer.length > MOST) return "<deep>";
  return objectText(value, [...outer, value]);
}

function functionText(value, outer) {
  const keys = Object.keys(value);
  const head = `function ${value.name}(${value.length})`;
  return keys.length === 0 || outer.length > 0 ? head : `${head} ${properties(value, keys, [...outer, value])}`;
}

function objectText(value, outer) {
  if (value instanceof Error) return errorText(value, outer);
  if (value instanceof Date) return `Date ${Number(value)}`;
  if (value instanceof RegExp) return String(value);
  if (value instanceof URL) return `URL ${value.href}`;
  if (Array.isArray(value)) return listText("", value, outer);
  if (value instanceof TypedArray) return listText(`${nameOf(value)} `, value, outer);
  if (value instanceof Map) return `Map ${list([...value], outer)}`;
  if (value instanceof Set) return `Set ${list([...value], outer)}`;
  if (value instanceof ArrayBuffer) return `ArrayBuffer ${value.byteLength}`;
  const name = nameOf(value);
  return (name === "Object" ? "" : `${name} `) + properties(value, enumerable(value), outer);
}

/** "TypeError [CODE]: message", and its further properties. */
function errorText(error, outer) {
  const code = error.code === undefined ? "" : ` [${error.code}]`;
  const extra = enumerable(error).filter((key) => key !== "code");
  if (Object.hasOwn(error, "cause") && !extra.includes("cause")) extra.push("cause");
  const head = `${error.name}${code}: ${error.message}`;
  return extra.length === 0 ? head : `${head} ${properties(error, extra, outer)}`;
}

const indexed = (key) => typeof key === "string" && /^\d+$/.test(key);

function listText(name, value, outer) {
  const head = name + list(Array.from(value), outer);
  const extra = enumerable(value).filter((key) => !indexed(key));
  return extra.length === 0 ? head : `${head} ${properties(value, extra, outer)}`;
}

function list(items, outer) {
  return `[${items.map((item) => text(item, outer)).join(", ")}]`;
}

function enumerable(value) {
  return Reflect.ownKeys(value).filter((key) => Object.getOwnPropertyDescriptor(value, key)?.enumerable);
}

function properties(value, keys, outer) {
  if (keys.length === 0) return "{}";
  return `{ ${keys.map((key) => `${keyText(key)}: ${propertyText(value, key, outer)}`).join(", ")} }`;
}

function propertyText(value, key, outer) {
  const { get, set } = Object.getOwnPropertyDescriptor(value, key) ?? {};
  if (get === undefined && set === undefined) return text(value[key], outer);
  return `<${[get && "get", set && "set"].filter(Boolean).join("/")}>`;
}

function keyText(key) {
  if (typeof key === "symbol") return `[${String(key)}]`;
  return IDENTIFIER.test(key) ? key : JSON.stringify(key);
}

function nameOf(value) {
  const prototype = Object.getPrototypeOf(value);
  if (prototype === null) return "[null]";
  return typeof prototype.constructor === "function" ? prototype.constructor.name : "[none]";
}
