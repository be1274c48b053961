// URLSearchParams, https://url.spec.whatwg.org/#interface-urlsearchparams.

const errors = require("errors");
const { custom, webIdl } = require("inspect-class");

const { iterator } = Symbol;
const IteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf([][iterator]()));

/** A string without lone surrogates, from anything. */
const usv = (value) => `${value}`.toWellFormed();

/** Percent-decodes `text`; bytes that are not UTF-8 become U+FFFD. */
function percentDecode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    const source = natives.utf8Encode(text);
    const bytes = new Uint8Array(source.length);
    let length = 0;
    for (let i = 0; i < source.length; i++) {
      const hex = source[i] === 0x25 ? String.fromCharCode(source[i + 1], source[i + 2]) : "";
      const isEscape = /^[0-9a-fA-F]{2}$/.test(hex);
      bytes[length++] = isEscape ? parseInt(hex, 16) : source[i];
      if (isEscape) i += 2;
    }
    return natives.textDecode("utf-8", bytes.subarray(0, length), false, true);
  }
}

function decode(text) {
  const spaced = text.includes("+") ? text.replaceAll("+", " ") : text;
  return spaced.includes("%") ? percentDecode(spaced) : spaced;
}

/** The flat list of names and values of an application/x-www-form-urlencoded text. */
function parse(text) {
  const list = [];
  if (text === "") return list;
  for (const part of text.split("&")) {
    if (part === "") continue;
    const equals = part.indexOf("=");
    if (equals < 0) list.push(decode(part), "");
    else list.push(decode(part.slice(0, equals)), decode(part.slice(equals + 1)));
  }
  return list;
}

const ESCAPES = { "!": "%21", "'": "%27", "(": "%28", ")": "%29", "~": "%7E", "%20": "+" };
const encode = (text) => encodeURIComponent(text).replace(/[!'()~]|%20/g, (found) => ESCAPES[found]);

function serialize(list) {
  let text = "";
  for (let i = 0; i < list.length; i += 2) text += `${i === 0 ? "" : "&"}${encode(list[i])}=${encode(list[i + 1])}`;
  return text;
}

function fromPairs(pairs) {
  const list = [];
  for (const pair of pairs) {
    const isObject = (typeof pair === "object" && pair !== null) || typeof pair === "function";
    const items = isObject && typeof pair[iterator] === "function" ? [...pair] : [];
    if (items.length !== 2) {
      const message = "Each query pair must be an iterable [name, value] tuple";
      throw errors.plain(TypeError, "ERR_INVALID_TUPLE", message);
    }
    list.push(usv(items[0]), usv(items[1]));
  }
  return list;
}

/** A later key that is the same once lone surrogates are replaced takes the place of the earlier one. */
function fromRecord(record) {
  const entries = new Map();
  for (const key of Reflect.ownKeys(record)) {
    if (Object.getOwnPropertyDescriptor(record, key)?.enumerable) entries.set(usv(key), usv(record[key]));
  }
  return [...entries].flat();
}

class URLSearchParams {
  #list;
  #changed = undefined; // tells the URL these belong to

  constructor(init = undefined) {
    if (init === undefined) this.#list = [];
    else if (init !== null && (typeof init === "object" || typeof init === "function")) this.#list = this.#from(init);
    else this.#list = parse(usv(init).replace(/^\?/, ""));
  }

  #from(init) {
    const method = init[iterator];
    if (#list in init && method === URLSearchParams.prototype[iterator]) return init.#list.slice();
    if (method === null || method === undefined) return fromRecord(init);
    if (typeof method !== "function") {
      throw errors.plain(TypeError, "ERR_ARG_NOT_ITERABLE", "Query pairs must be iterable");
    }
    return fromPairs(init);
  }

  static isParams(value) {
    return typeof value === "object" && value !== null && #list in value;
  }

  static listOf(params) {
    return params.#list;
  }

  /** Replaces the list, from the URL's side. */
  static reset(params, query, changed) {
    params.#list = parse(query);
    params.#changed = changed;
  }

  static #check(params, given = 0, ...names) {
    if (!isParams(params)) throw errors.ERR_INVALID_THIS("URLSearchParams");
    if (given < names.length) throw errors.ERR_MISSING_ARGS(...names);
  }

  get size() {
    URLSearchParams.#check(this);
    return this.#list.length / 2;
  }

  append(name, value) {
    URLSearchParams.#check(this, arguments.length, "name", "value");
    this.#list.push(usv(name), usv(value));
    this.#changed?.();
  }

  delete(name, value = undefined) {
    URLSearchParams.#check(this, arguments.length, "name");
    const key = usv(name);
    const wanted = value === undefined ? undefined : usv(value);
    const kept = [];
    for (const [one, its] of pairs(this.#list)) {
      if (one !== key || (wanted !== undefined && its !== wanted)) kept.push(one, its);
    }
    this.#list = kept;
    this.#changed?.();
  }

  get(name) {
    URLSearchParams.#check(this, arguments.length, "name");
    const key = usv(name);
    const list = this.#list;
    for (let i = 0; i < list.length; i += 2) if (list[i] === key) return list[i + 1];
    return null;
  }

  getAll(name) {
    URLSearchParams.#check(this, arguments.length, "name");
    const key = usv(name);
    return this.#list.filter((_, i, list) => i % 2 === 1 && list[i - 1] === key);
  }

  has(name, value = undefined) {
    URLSearchParams.#check(this, arguments.length, "name");
    const all = this.getAll(name);
    return value === undefined ? all.length > 0 : all.includes(usv(value));
  }

  set(name, value) {
    URLSearchParams.#check(this, arguments.length, "name", "value");
    const key = usv(name);
    const text = usv(value);
    const kept = [];
    let placed = false;
    for (const [one, its] of pairs(this.#list)) {
      if (one !== key) kept.push(one, its);
      else if (!placed) {
        kept.push(key, text);
        placed = true;
      }
    }
    if (!placed) kept.push(key, text);
    this.#list = kept;
    this.#changed?.();
  }

  sort() {
    URLSearchParams.#check(this);
    const sorted = [...pairs(this.#list)].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    this.#list = sorted.flat();
    this.#changed?.();
  }

  entries() {
    URLSearchParams.#check(this);
    return new ParamsIterator(this, (list, i) => [list[i], list[i + 1]]);
  }

  forEach(callback, thisArg = undefined) {
    URLSearchParams.#check(this);
    require("validators").validateFunction(callback, "callback");
    for (let i = 0; i < this.#list.length; i += 2) callback.call(thisArg, this.#list[i + 1], this.#list[i], this);
  }

  keys() {
    URLSearchParams.#check(this);
    return new ParamsIterator(this, (list, i) => list[i]);
  }

  values() {
    URLSearchParams.#check(this);
    return new ParamsIterator(this, (list, i) => list[i + 1]);
  }

  toString() {
    URLSearchParams.#check(this);
    return serialize(this.#list);
  }

  [custom](depth, options) {
    if (depth < 0) return options.stylize("[Object]", "special");
    const { inspect } = require("inspect");
    const show = (value) => inspect(value, options);
    const shown = [...pairs(this.#list)].map(([name, value]) => `${show(name)} => ${show(value)}`);
    return braces("URLSearchParams", shown, options.breakLength);
  }
}

const { isParams, listOf, reset } = URLSearchParams;
for (const name of ["isParams", "listOf", "reset"]) delete URLSearchParams[name];

webIdl(URLSearchParams.prototype, "URLSearchParams", [
  "size", "append", "delete", "get", "getAll", "has", "set", "sort", "entries", "forEach", "keys", "values", "toString",
]);
Object.defineProperty(URLSearchParams.prototype, iterator, {
  __proto__: null, value: URLSearchParams.prototype.entries, writable: true, configurable: true,
});

function* pairs(list) {
  for (let i = 0; i < list.length; i += 2) yield [list[i], list[i + 1]];
}

/** "Name { a, b }" on one line if it is short enough, else an item a line. */
function braces(name, items, breakLength) {
  if (items.length === 0) return `${name} {}`;
  const length = items.reduce((sum, item) => sum + item.replace(/\x1b\[\d\d?m/g, "").length + 2, -2);
  return length <= breakLength ? `${name} { ${items.join(", ")} }` : `${name} {\n  ${items.join(",\n  ")} }`;
}

/** Walks the live list: what is appended meanwhile is seen. */
class ParamsIterator {
  #params;
  #pick;
  #index = 0;

  constructor(params, pick) {
    this.#params = params;
    this.#pick = pick;
  }

  next() {
    if (!(#params in Object(this))) throw errors.ERR_INVALID_THIS("URLSearchParamsIterator");
    const list = listOf(this.#params);
    if (this.#index >= list.length) return { done: true, value: undefined };
    const value = this.#pick(list, this.#index);
    this.#index += 2;
    return { done: false, value };
  }

  [custom](depth, options) {
    if (depth < 0) return options.stylize("[Object]", "special");
    const { inspect } = require("inspect");
    const list = listOf(this.#params);
    const rest = [];
    for (let i = this.#index; i < list.length; i += 2) rest.push(inspect(this.#pick(list, i), options));
    return braces("URLSearchParams Iterator", rest, options.breakLength);
  }
}

delete ParamsIterator.prototype.constructor;
Object.setPrototypeOf(ParamsIterator.prototype, IteratorPrototype);
webIdl(ParamsIterator.prototype, "URLSearchParams Iterator", ["next"]);

require("platform-objects").uncloneable.push(isParams);

exports.URLSearchParams = URLSearchParams;
exports.isParams = isParams;
exports.reset = reset;
