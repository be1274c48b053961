// What a module exports, a line each, sorted: its names, what they are, and what can be done with the properties.

import process from "node:process";

/** A member that a runtime has in name only carries this. */
const missing = Symbol.for("parbake.notImplemented");

/** The lines of everything that `require("node:NAME")` has, and of the names that `import * as` sees. */
export async function exportsOf(name) {
  const required = process.getBuiltinModule(`node:${name}`);
  const imported = await import(`node:${name}`);
  const lines = [`exports of ${name}`];
  if (typeof required === "function") lines.push(`module: ${kind(required)}`);
  for (const key of keysOf(required)) lines.push(...member(required, key, ""));
  if (typeof required === "function") lines.push(...prototypeMembers(required, ""));
  lines.push(...Object.keys(imported).sort().map((key) => `import ${key}`));
  return lines.join("\n");
}

function member(object, key, prefix) {
  // What is made on first use becomes an ordinary property by that.
  if (prefix === "") void object[key];
  const property = Object.getOwnPropertyDescriptor(object, key);
  const path = `${prefix}${keyText(key)}`;
  const lines = [`${path}: ${description(property)}`];
  const { value } = property;
  if (typeof value === "function" && prefix === "" && value !== object) {
    for (const own of keysOf(value)) lines.push(...member(value, own, `${path}.`));
    lines.push(...prototypeMembers(value, `${path}.`));
  }
  return lines;
}

function prototypeMembers(constructor, prefix) {
  const prototype = Object.hasOwn(constructor, "prototype") ? constructor.prototype : undefined;
  if (prototype === undefined) return [];
  const keys = keysOf(prototype).filter((key) => key !== "constructor");
  return keys.flatMap((key) => member(prototype, key, `${prefix}prototype.`));
}

const OF_FUNCTIONS = ["length", "name", "prototype", "caller", "arguments"];

function keysOf(object) {
  const keys = Reflect.ownKeys(object).filter((key) => typeof object !== "function" || !OF_FUNCTIONS.includes(key));
  return keys.filter((key) => !isPrivate(key)).sort((a, b) => (keyText(a) < keyText(b) ? -1 : 1));
}

/** Symbols that a program has no way to name. */
function isPrivate(key) {
  if (typeof key !== "symbol" || key.description?.startsWith("Symbol.")) return key === missing;
  return key === missing || Symbol.keyFor(key) === undefined;
}

function description(property) {
  const set = ["writable", "enumerable", "configurable"].filter((flag) => property[flag]);
  const flags = set.map((flag) => flag[0]).join("");
  if ("value" in property) return `${kind(property.value)} ${flags}`;
  return `${[property.get && "get", property.set && "set"].filter(Boolean).join("/")} ${flags}`;
}

function kind(value) {
  if (value?.[missing] === true) return "not implemented";
  if (typeof value === "function") return `function ${value.name}(${value.length})`;
  return value === null ? "null" : typeof value;
}

function keyText(key) {
  return typeof key === "symbol" ? `[${key.description}]` : key;
}
