// util.MIMEType and util.MIMEParams: https://mimesniff.spec.whatwg.org/#parsing-a-mime-type with Node's errors.

const errors = require("errors");

const NOT_TOKEN = /[^!#$%&'*+\-.^_`|~A-Za-z0-9]/;
const NOT_QUOTED = /[^\t\x20-\x7e\x80-\xff]/;
const WHITE_START = /^[\t\n\f\r ]+/;
const WHITE_END = /[\t\n\f\r ]+$/;

const lower = (text) => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

function invalid(what, text, index) {
  const place = index < 0 ? "" : ` at ${index}`;
  const message = `The MIME syntax for a ${what} in "${text}" is invalid${place}`;
  return errors.plain(TypeError, "ERR_INVALID_MIME_SYNTAX", message);
}

/** A token in lower case; fails for an empty text and for characters that tokens do not have. */
function token(text, what, whole = text) {
  const index = text.search(NOT_TOKEN);
  if (text === "" || index >= 0) throw invalid(what, whole, index);
  return lower(text);
}

/** A quoted string that begins at `start`, which is a quote: `[value, position behind it]`. */
function quotedString(text, start) {
  let value = "";
  let at = start + 1;
  while (at < text.length && text[at] !== '"') {
    if (text[at] === "\\" && at + 1 < text.length) at++;
    value += text[at++];
  }
  return [value, at + 1];
}

function valueText(value) {
  if (value !== "" && !NOT_TOKEN.test(value)) return value;
  return `"${value.replace(/["\\]/g, "\\$&")}"`;
}

let parametersOf;

class MIMEParams {
  #data = new Map();

  static {
    parametersOf = (text) => {
      const params = new MIMEParams();
      params.#read(text);
      return params;
    };
  }

  /** What is not well-formed is left out; of several with one name the first counts. */
  #read(text) {
    let at = 0;
    while (at < text.length) {
      const rest = text.slice(at);
      const end = rest.search(/[;=]/);
      const name = lower((end < 0 ? rest : rest.slice(0, end)).replace(WHITE_START, ""));
      at += end < 0 ? rest.length : end + 1;
      if (end < 0 || rest[end] === ";") continue;
      let value;
      if (text[at] === '"') {
        [value, at] = quotedString(text, at);
        const next = text.indexOf(";", at);
        at = next < 0 ? text.length : next + 1;
      } else {
        const next = text.indexOf(";", at);
        value = text.slice(at, next < 0 ? text.length : next).replace(WHITE_END, "");
        at = next < 0 ? text.length : next + 1;
        if (value === "") continue;
      }
      if (name !== "" && !NOT_TOKEN.test(name) && !NOT_QUOTED.test(value) && !this.#data.has(name)) {
        this.#data.set(name, value);
      }
    }
  }

  delete(name) {
    this.#data.delete(`${name}`);
  }

  get(name) {
    return this.#data.get(`${name}`) ?? null;
  }

  has(name) {
    return this.#data.has(`${name}`);
  }

  set(name, value) {
    const [key, text] = [`${name}`, `${value}`];
    token(key, "parameter name");
    const index = text.search(NOT_QUOTED);
    if (index >= 0) throw invalid("parameter value", text, index);
    this.#data.set(key, text);
  }

  *entries() {
    yield* this.#data.entries();
  }

  *keys() {
    yield* this.#data.keys();
  }

  *values() {
    yield* this.#data.values();
  }

  toString() {
    return Array.from(this.#data, ([name, value]) => `${name}=${valueText(value)}`).join(";");
  }
}

class MIMEType {
  #type;
  #subtype;
  #params;

  constructor(input) {
    const text = `${input}`;
    const trimmed = text.replace(WHITE_START, "");
    const slash = trimmed.indexOf("/");
    this.#type = token(slash < 0 ? "" : trimmed.slice(0, slash), "type", text);
    const rest = trimmed.slice(slash + 1);
    const semicolon = rest.indexOf(";");
    const subtype = (semicolon < 0 ? rest : rest.slice(0, semicolon)).replace(WHITE_END, "");
    this.#subtype = token(subtype, "subtype", text);
    this.#params = parametersOf(semicolon < 0 ? "" : rest.slice(semicolon + 1));
  }

  static parse(input) {
    try {
      return new MIMEType(input);
    } catch {
      return null;
    }
  }

  get type() {
    return this.#type;
  }

  set type(value) {
    this.#type = token(`${value}`, "type");
  }

  get subtype() {
    return this.#subtype;
  }

  set subtype(value) {
    this.#subtype = token(`${value}`, "subtype");
  }

  get essence() {
    return `${this.#type}/${this.#subtype}`;
  }

  get params() {
    return this.#params;
  }

  toString() {
    const params = this.#params.toString();
    return params === "" ? this.essence : `${this.essence};${params}`;
  }
}

function alias(constructor, name, original) {
  const value = constructor.prototype[original];
  Object.defineProperty(constructor.prototype, name, { __proto__: null, value, writable: true, configurable: true });
}
alias(MIMEType, "toJSON", "toString");
alias(MIMEParams, "toJSON", "toString");
alias(MIMEParams, Symbol.iterator, "entries");

exports.MIMEType = MIMEType;
exports.MIMEParams = MIMEParams;
