// node:url

const errors = require("errors");
const { URL, isURL } = require("url");
const { URLSearchParams } = require("url-search-params");
const { lazy, lazyFunction, named } = require("lazy");
const { validateObject, validateString } = require("validators");

/** True for our own URLs and for anything with a URL's face. */
const isUrlLike = (value) => isURL(value) || Boolean(value?.href && value.protocol && value.auth === undefined);

function badPath(message, input) {
  return errors.plain(TypeError, "ERR_INVALID_FILE_URL_PATH", `File URL path ${message}`, { input });
}

function checkPosix(url) {
  if (url.hostname !== "") {
    const message = `File URL host must be "localhost" or empty on ${natives.platform()}`;
    throw errors.plain(TypeError, "ERR_INVALID_FILE_URL_HOST", message);
  }
  if (/%2f/i.test(url.pathname)) throw badPath("must not include encoded / characters", url);
}

function posixPath(url) {
  checkPosix(url);
  return decodeURIComponent(url.pathname);
}

function windowsPath(url) {
  if (/%2f|%5c/i.test(url.pathname)) throw badPath("must not include encoded \\ or / characters", url);
  const path = decodeURIComponent(url.pathname.replaceAll("/", "\\"));
  if (url.hostname !== "") return `\\\\${exports.domainToUnicode(url.hostname)}${path}`;
  if (!/^\\[a-z]:/i.test(path)) throw badPath("must be absolute", url);
  return path.slice(1);
}

const onWindows = (options) => options?.windows ?? natives.platform() === "win32";

function fileUrl(path) {
  if (typeof path === "string") path = new URL(path);
  else if (!isUrlLike(path)) throw errors.ERR_INVALID_ARG_TYPE("path", ["string", "URL"], path);
  if (path.protocol !== "file:") {
    throw errors.plain(TypeError, "ERR_INVALID_URL_SCHEME", "The URL must be of scheme file");
  }
  return path;
}

/** The path a file: URL names. */
exports.fileURLToPath = function fileURLToPath(path, options = undefined) {
  const url = fileUrl(path);
  return onWindows(options) ? windowsPath(url) : posixPath(url);
};

/** The characters that a URL's path would not keep as they are. */
const escapePath = (path) => path.replace(/[%\\\n\r\t?#[\]^|~]/g, (found) => {
  return `%${found.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
});

function uncUrl(path) {
  const [, , host, ...rest] = path.split("\\");
  if (rest.length === 0) throw errors.ERR_INVALID_ARG_VALUE("path", path, "Missing UNC resource path");
  if (host === "") throw errors.ERR_INVALID_ARG_VALUE("path", path, "Empty UNC servername");
  const url = new URL("file:///");
  url.hostname = exports.domainToASCII(host);
  url.pathname = escapePath(rest.join("/"));
  return url;
}

/** The file: URL of a path, made absolute. */
exports.pathToFileURL = function pathToFileURL(path, options) {
  validateString(path, "path");
  const windows = onWindows(options);
  if (windows && path.startsWith("\\\\")) return uncUrl(path);
  const { posix, win32 } = require("node-path");
  const flavour = windows ? win32 : posix;
  let resolved = flavour.resolve(path);
  const trailing = path.endsWith("/") || (windows && path.endsWith("\\"));
  if (trailing && !resolved.endsWith(flavour.sep)) resolved += flavour.sep;
  if (windows) resolved = `/${resolved.replaceAll("\\", "/")}`;
  return new URL(`file://${escapePath(resolved)}`);
};

exports.domainToASCII = function domainToASCII(domain) {
  if (arguments.length === 0) throw errors.ERR_MISSING_ARGS("domain");
  return natives.domainToASCII(`${domain}`);
};

exports.domainToUnicode = function domainToUnicode(domain) {
  if (arguments.length === 0) throw errors.ERR_MISSING_ARGS("domain");
  return natives.domainToUnicode(`${domain}`);
};

/** A URL's parts as `http.request` takes them. */
exports.urlToHttpOptions = function urlToHttpOptions(url) {
  validateObject(url, "url", { allowsFunctions: true });
  const { hostname, pathname, port, username, password, search, hash, href, protocol } = url;
  const options = {
    __proto__: null,
    ...url,
    protocol,
    hostname: hostname?.startsWith("[") ? hostname.slice(1, -1) : hostname,
    hash,
    search,
    pathname,
    path: `${pathname || ""}${search || ""}`,
    href,
  };
  if (port !== "") options.port = Number(port);
  if (username || password) options.auth = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return options;
};

/** The same as bytes, which need not be UTF-8. */
exports.fileURLToPathBuffer = function fileURLToPathBuffer(path, options = undefined) {
  if (onWindows(options)) {
    return require("as-buffer").asBuffer(natives.utf8Encode(exports.fileURLToPath(path, options)));
  }
  const url = fileUrl(path);
  checkPosix(url);
  return require("node-querystring").unescapeBuffer(url.pathname);
};

/** The text of a URL, less the parts that `options` switches off. */
function formatUrl(url, options) {
  if (options) validateObject(options, "options");
  const wants = (name, otherwise) => (options?.[name] == null ? otherwise : Boolean(options[name]));
  const copy = new URL(url.href);
  if (!wants("fragment", true)) copy.hash = "";
  if (!wants("search", true)) copy.search = "";
  if (!wants("auth", true)) copy.username = copy.password = "";
  const { href, hostname } = copy;
  return wants("unicode", false) ? href.replace(hostname, exports.domainToUnicode(hostname)) : href;
}

/** The text of a URL, of a legacy URL object, or of a text that the legacy parser reads. */
exports.format = function (urlObject, options) {
  if (isURL(urlObject)) return formatUrl(urlObject, options);
  if (typeof urlObject !== "string" && (typeof urlObject !== "object" || urlObject === null)) {
    throw errors.ERR_INVALID_ARG_TYPE("urlObject", ["Object", "string"], urlObject);
  }
  return require("url-legacy").urlFormat(urlObject);
};
named(exports.format, "urlFormat", 2);

lazyFunction(exports, "parse", 3, "url-legacy", "urlParse");
lazyFunction(exports, "resolve", 2, "url-legacy", "urlResolve");
lazyFunction(exports, "resolveObject", 2, "url-legacy", "urlResolveObject");
lazy(exports, "Url", () => require("url-legacy").Url);

exports.URL = URL;
exports.URLSearchParams = URLSearchParams;
