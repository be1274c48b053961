// URL, https://url.spec.whatwg.org/#url-class. Parsing is native: natives.urlParse and natives.urlSet return the parts.

const errors = require("errors");
const { custom, webIdl } = require("inspect-class");
const { lazy } = require("lazy");

const [HREF, PROTOCOL, USERNAME, PASSWORD, HOST, HOSTNAME, PORT, PATHNAME, SEARCH, HASH, ORIGIN] = Array(11).keys();

function invalid(input, base) {
  const error = new TypeError("Invalid URL");
  error.code = "ERR_INVALID_URL";
  error.input = input;
  if (base !== undefined) error.base = base;
  return error;
}

class URL {
  #parts;
  #params = undefined;

  constructor(input, base = undefined) {
    if (arguments.length === 0) throw errors.ERR_MISSING_ARGS("url");
    const text = `${input}`.toWellFormed();
    const baseText = base === undefined ? undefined : `${base}`.toWellFormed();
    this.#parts = natives.urlParse(text, baseText);
    if (this.#parts === undefined) throw invalid(text, baseText);
  }

  static isURL(value) {
    return typeof value === "object" && value !== null && #parts in value;
  }

  static canParse(input, base = undefined) {
    if (arguments.length === 0) throw errors.ERR_MISSING_ARGS("url");
    return natives.urlParse(`${input}`.toWellFormed(), base === undefined ? undefined : `${base}`) !== undefined;
  }

  static parse(input, base = undefined) {
    if (arguments.length === 0) throw errors.ERR_MISSING_ARGS("url");
    return URL.canParse(input, base) ? new URL(input, base) : null;
  }

  static createObjectURL(obj) {
    return require("blob").createObjectURL(obj);
  }

  static revokeObjectURL(url) {
    require("blob").revokeObjectURL(url);
  }

  static #part(url, part) {
    if (!isURL(url)) throw new TypeError("Receiver must be an instance of class URL");
    return url.#parts[part];
  }

  static #set(url, property, value) {
    if (!isURL(url)) throw new TypeError("Receiver must be an instance of class URL");
    const parts = natives.urlSet(url.#parts[HREF], property, `${value}`.toWellFormed());
    if (parts === undefined) return;
    url.#parts = parts;
    if (url.#params !== undefined && property === "search") url.#resetParams();
  }

  #resetParams() {
    const changed = () => {
      const text = this.#params.toString();
      this.#parts = natives.urlSet(this.#parts[HREF], "search", text) ?? this.#parts;
    };
    require("url-search-params").reset(this.#params, this.#parts[SEARCH].slice(1), changed);
  }

  toString() {
    return URL.#part(this, HREF);
  }

  get href() {
    return URL.#part(this, HREF);
  }

  set href(value) {
    const text = `${value}`.toWellFormed();
    const parts = natives.urlParse(text, undefined);
    if (parts === undefined) throw errors.plain(TypeError, "ERR_INVALID_URL", "Invalid URL", { input: text });
    this.#parts = parts;
    if (this.#params !== undefined) this.#resetParams();
  }

  get origin() {
    return URL.#part(this, ORIGIN);
  }

  get protocol() {
    return URL.#part(this, PROTOCOL);
  }

  set protocol(value) {
    URL.#set(this, "protocol", value);
  }

  get username() {
    return URL.#part(this, USERNAME);
  }

  set username(value) {
    URL.#set(this, "username", value);
  }

  get password() {
    return URL.#part(this, PASSWORD);
  }

  set password(value) {
    URL.#set(this, "password", value);
  }

  get host() {
    return URL.#part(this, HOST);
  }

  set host(value) {
    URL.#set(this, "host", value);
  }

  get hostname() {
    return URL.#part(this, HOSTNAME);
  }

  set hostname(value) {
    URL.#set(this, "hostname", value);
  }

  get port() {
    return URL.#part(this, PORT);
  }

  set port(value) {
    URL.#set(this, "port", value);
  }

  get pathname() {
    return URL.#part(this, PATHNAME);
  }

  set pathname(value) {
    URL.#set(this, "pathname", value);
  }

  get search() {
    return URL.#part(this, SEARCH);
  }

  set search(value) {
    URL.#set(this, "search", value);
  }

  get searchParams() {
    if (!isURL(this)) throw new TypeError("Receiver must be an instance of class URL");
    if (this.#params === undefined) {
      const { URLSearchParams } = require("url-search-params");
      this.#params = new URLSearchParams();
      this.#resetParams();
    }
    return this.#params;
  }

  get hash() {
    return URL.#part(this, HASH);
  }

  set hash(value) {
    URL.#set(this, "hash", value);
  }

  toJSON() {
    return URL.#part(this, HREF);
  }

  [custom](depth, options) {
    const { inspect } = require("inspect");
    const fields = {};
    if (!(depth < 0)) for (const name of SHOWN) fields[name] = this[name];
    return `${this.constructor.name} ${inspect(fields, options)}`;
  }
}

const SHOWN = [
  "href", "origin", "protocol", "username", "password", "host", "hostname", "port", "pathname", "search",
  "searchParams", "hash",
];

const { isURL } = URL;
delete URL.isURL;

webIdl(URL.prototype, "URL", ["toString", ...SHOWN, "toJSON"]);
for (const name of ["canParse", "createObjectURL", "parse", "revokeObjectURL"]) Object.defineProperty(URL, name, { __proto__: null, enumerable: true });

require("platform-objects").uncloneable.push(isURL);

exports.URL = URL;
exports.isURL = isURL;
lazy(exports, "URLSearchParams", () => require("url-search-params").URLSearchParams);
