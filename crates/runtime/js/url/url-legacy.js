// The URL parser from before the URL Standard: `url.parse`, `url.format` and the `Url` objects they deal in.
// https://nodejs.org/api/url.html#legacy-url-api. Resolution is in url-legacy-resolve.

const errors = require("errors");
const { validateString } = require("validators");

/** Schemes whose URLs have "//" and a path that begins with a slash. */
const SLASHED = new Set(["http:", "https:", "ftp:", "gopher:", "file:", "ws:", "wss:"]);
const SCRIPT = "javascript:";
const MAX_HOST_NAME = 255;
const SCHEME = /^[a-z0-9.+-]+:/i;
/** Two slashes and something before an @: a host even where nobody said that there is one. */
const MARKED_HOST = /^\/\/[^@/]+@[^@/]+/;
const SIMPLE_PATH = /^(\/\/?(?!\/)[^?\s]*)(\?\S*)?$/;
const END_OF_AUTHORITY = /[#/?]/;
const NOT_IN_HOST = /[\t\n\r "%';<>\\^`{|}]/;
const NEVER_IN_HOST_NAME = /[\0\t\n\r #%/<>?@[\\\]^|]/;
const ESCAPED = /[\t\n\r "'<>\\^`{|}]/g;

function Url() {
  this.protocol = null;
  this.slashes = null;
  this.auth = null;
  this.host = null;
  this.port = null;
  this.hostname = null;
  this.hash = null;
  this.search = null;
  this.query = null;
  this.pathname = null;
  this.path = null;
  this.href = null;
}

const percent = (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
const isSlashed = (protocol) => SLASHED.has(`${protocol}`.endsWith(":") ? protocol : `${protocol}:`);
const isScript = (protocol) => protocol?.toLowerCase() === SCRIPT;

/** Backslashes before the query are slashes, as browsers have it. */
function withSlashes(text) {
  const query = text.indexOf("?");
  const end = query < 0 ? text.length : query;
  return text.slice(0, end).replaceAll("\\", "/") + text.slice(end);
}

function parse(url, parseQueryString, slashesDenoteHost) {
  validateString(url, "url");
  const text = withSlashes(url.trim());
  if (!slashesDenoteHost && !/[#@]/.test(text)) {
    const simple = SIMPLE_PATH.exec(text);
    if (simple !== null) return parseSimplePath(this, text, simple, parseQueryString);
  }
  const rest = parseAuthority(this, text, url, slashesDenoteHost);
  parsePath(this, isScript(this.protocol) ? rest : rest.replace(ESCAPED, percent), parseQueryString);
  if (this.pathname === null && SLASHED.has(this.protocol) && this.hostname) this.pathname = "/";
  if (this.pathname || this.search) this.path = (this.pathname ?? "") + (this.search ?? "");
  this.href = this.format();
  return this;
}

function parseSimplePath(target, text, [, pathname, search], parseQueryString) {
  target.path = target.href = text;
  target.pathname = pathname;
  setSearch(target, search, parseQueryString);
  return target;
}

function setSearch(target, search, parseQueryString) {
  if (search !== undefined) {
    target.search = search;
    target.query = search.slice(1);
    if (parseQueryString) target.query = require("node-querystring").parse(target.query);
  } else if (parseQueryString) {
    target.search = null;
    target.query = { __proto__: null };
  }
}

function parsePath(target, rest, parseQueryString) {
  const hash = rest.indexOf("#");
  if (hash >= 0) target.hash = rest.slice(hash);
  const beforeHash = hash < 0 ? rest : rest.slice(0, hash);
  const query = beforeHash.indexOf("?");
  setSearch(target, query < 0 ? undefined : beforeHash.slice(query), parseQueryString);
  target.pathname = (query < 0 ? beforeHash : beforeHash.slice(0, query)) || null;
}

/** Scheme, user and host, if there are any. @returns what follows them. */
function parseAuthority(target, text, url, slashesDenoteHost) {
  const scheme = SCHEME.exec(text)?.[0];
  let rest = text;
  if (scheme !== undefined) {
    target.protocol = scheme.toLowerCase();
    rest = text.slice(scheme.length);
  }
  const hostless = isScript(target.protocol);
  const mayHaveHost = slashesDenoteHost || scheme !== undefined || MARKED_HOST.test(rest);
  const slashes = mayHaveHost && rest.startsWith("//") && !hostless;
  if (slashes) {
    target.slashes = true;
    rest = rest.slice(2);
  }
  const hasHost = slashes || (scheme !== undefined && !SLASHED.has(target.protocol));
  return hasHost && !hostless ? parseHostPart(target, rest, url) : rest;
}

function parseHostPart(target, text, url) {
  const end = text.search(END_OF_AUTHORITY);
  const authority = end < 0 ? text : text.slice(0, end);
  const at = authority.lastIndexOf("@");
  if (at >= 0) target.auth = decodeURIComponent(authority.slice(0, at));
  const host = authority.slice(at + 1);
  const stop = host.search(NOT_IN_HOST);
  const length = stop < 0 ? host.length : stop;
  target.host = host.slice(0, length);
  target.parseHost();
  setHostName(target, url);
  return text.slice(at + 1 + length);
}

/** The host's name as it is kept: lower case, ASCII, IPv6 addresses without their brackets. */
function setHostName(target, url) {
  let name = target.hostname ?? "";
  const bracketed = name.startsWith("[") && name.endsWith("]");
  if (!bracketed && name.includes(":")) throw errors.ERR_INVALID_ARG_VALUE("url", "Invalid port in url", url);
  name = name.length > MAX_HOST_NAME ? "" : name.toLowerCase();
  if (!bracketed && name !== "") {
    if (/[^\0-\x7f]/.test(name)) name = natives.domainToASCII(name);
    if (name === "" || NEVER_IN_HOST_NAME.test(name)) throw invalidUrl(url);
  }
  target.host = name + (target.port ? `:${target.port}` : "");
  target.hostname = bracketed ? name.slice(1, -1) : name;
}

function invalidUrl(input) {
  return errors.plain(TypeError, "ERR_INVALID_URL", "Invalid URL", { input });
}

function parseHost() {
  const port = /:([0-9]*)$/.exec(this.host);
  let { host } = this;
  if (port !== null) {
    if (port[1] !== "") [, this.port] = port;
    host = host.slice(0, port.index);
  }
  if (host) this.hostname = host;
}

function authText(auth) {
  return auth ? `${encodeURIComponent(auth).replace(/%3a/gi, ":")}@` : "";
}

function hostText(url) {
  if (url.host) return authText(url.auth) + url.host;
  if (!url.hostname) return "";
  const name = url.hostname.includes(":") && !url.hostname.startsWith("[") ? `[${url.hostname}]` : url.hostname;
  return authText(url.auth) + name + (url.port ? `:${url.port}` : "");
}

function searchText(url) {
  if (url.search) return url.search;
  if (url.query === null || typeof url.query !== "object") return "";
  const query = require("node-querystring").stringify(url.query);
  return query && `?${query}`;
}

const prefixed = (prefix, text) => (text && !`${text}`.startsWith(prefix) ? prefix + text : `${text}`);

function format() {
  const scheme = `${this.protocol || ""}`;
  const protocol = scheme === "" || scheme.endsWith(":") ? scheme : `${scheme}:`;
  let host = hostText(this);
  let pathname = `${this.pathname || ""}`.replaceAll("#", "%23").replaceAll("?", "%3F");
  if (this.slashes || (SLASHED.has(protocol) && host)) {
    pathname = prefixed("/", pathname);
    host = `//${host}`;
  } else if (protocol === "file:") {
    host = "//";
  }
  const search = prefixed("?", searchText(this)).replaceAll("#", "%23");
  return protocol + host + pathname + search + prefixed("#", this.hash || "");
}

Url.prototype.parse = parse;
Url.prototype.format = format;
Url.prototype.resolve = function resolve(relative) {
  return this.resolveObject(urlParse(relative, false, true)).format();
};
Url.prototype.resolveObject = function resolveObject(relative) {
  const parsed = typeof relative === "string" ? urlParse(relative, false, true) : relative;
  return require("url-legacy-resolve").resolve(this, parsed);
};
Url.prototype.parseHost = parseHost;

let warned = false;

function warnOnce() {
  if (warned || require("caller").isInPackage()) return;
  warned = true;
  require("process").process.emitWarning(
    "`url.parse()` behavior is not standardized and prone to errors that have security implications. Use the WHATWG " +
      "URL API instead. CVEs are not issued for `url.parse()` vulnerabilities.",
    "DeprecationWarning",
    "DEP0169",
  );
}

function urlParse(url, parseQueryString, slashesDenoteHost) {
  if (url instanceof Url) return url;
  return new Url().parse(url, parseQueryString, slashesDenoteHost);
}

exports.Url = Url;
exports.isSlashed = isSlashed;
exports.isScript = isScript;
exports.urlParse = (url, parseQueryString, slashesDenoteHost) => {
  warnOnce();
  return urlParse(url, parseQueryString, slashesDenoteHost);
};
exports.urlFormat = (url) => format.call(typeof url === "string" ? urlParse(url) : url);
exports.urlResolve = (source, relative) => urlParse(source, false, true).resolve(relative);
exports.urlResolveObject = (source, relative) =>
  source ? urlParse(source, false, true).resolveObject(relative) : relative;
