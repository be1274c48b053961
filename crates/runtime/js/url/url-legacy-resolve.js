// Resolution of one legacy URL against another, `url.resolve` and `url.resolveObject`.
// https://nodejs.org/api/url.html#urlresolvefrom-to

const { Url, isSlashed, isScript } = require("url-legacy");

const AUTHORITY = ["host", "auth", "hostname", "port"];
const isFile = (protocol) => /^file:?$/.test(protocol);

/** @returns a new Url: what `relative` means on the page `base`. */
exports.resolve = function resolve(base, relative) {
  const result = Object.assign(new Url(), base);
  result.hash = relative.hash;
  if (relative.href === "") {
    // Only the fragment goes.
  } else if (relative.slashes && !relative.protocol) {
    takeAllButProtocol(result, relative);
  } else if (relative.protocol && relative.protocol !== result.protocol) {
    takeOtherProtocol(result, relative);
  } else {
    merge(result, relative);
  }
  result.href = result.format();
  return result;
};

function takeAllButProtocol(result, relative) {
  for (const key of Object.keys(relative)) if (key !== "protocol") result[key] = relative[key];
  if (isSlashed(result.protocol) && result.hostname && !result.pathname) result.path = result.pathname = "/";
}

function takeOtherProtocol(result, relative) {
  if (!isSlashed(relative.protocol)) {
    Object.assign(result, relative);
    return;
  }
  result.protocol = relative.protocol;
  result.pathname = relative.pathname;
  const hasHost = relative.host || isFile(relative.protocol) || isScript(relative.protocol);
  if (!hasHost) [relative.host, result.pathname] = hostFromPath(relative.pathname);
  result.search = relative.search;
  result.query = relative.query;
  result.host = relative.host || "";
  result.auth = relative.auth;
  result.hostname = relative.hostname || relative.host || "";
  result.port = relative.port;
  if (result.pathname || result.search) result.path = (result.pathname || "") + (result.search || "");
  result.slashes ||= relative.slashes;
}

/** "http:a/b": the first segment that has something in it is taken for the host. */
function hostFromPath(pathname) {
  const segments = (pathname || "").split("/");
  const at = segments.findIndex((segment) => segment !== "");
  const host = at < 0 ? "" : segments[at];
  const rest = at < 0 ? [] : segments.slice(at + 1);
  return [host, `/${rest.join("/").replace(/^\//, "")}`];
}

/** The segments of a URL's path; none for no path. */
const segmentsOf = (url) => (url.pathname ? url.pathname.split("/") : []);

/**
 * A host as the first segment of a path: without "//" nothing else tells where one ends and the other begins. The URL
 * loses it.
 */
function pushHost(url, segments) {
  if (url.host) {
    if (segments[0] === "") segments[0] = url.host;
    else segments.unshift(url.host);
  }
  url.host = "";
}

/** The opposite: the first segment becomes the host, with a user name where it has one. */
function popHost(result, segments) {
  const first = segments.shift() ?? "";
  const at = first.indexOf("@");
  if (at > 0) result.auth = first.slice(0, at);
  result.host = result.hostname = at > 0 ? first.slice(at + 1) : first;
  return at > 0;
}

function merge(result, relative) {
  const schemeOnly = Boolean(result.protocol) && !isSlashed(result.protocol);
  const relativeIsRooted = Boolean(relative.host) || relative.pathname?.startsWith("/") === true;
  const baseIsRooted = result.pathname?.startsWith("/") === true;
  let rooted = relativeIsRooted || baseIsRooted || Boolean(result.host && relative.pathname);
  const climbs = !rooted;
  let base = segmentsOf(result);
  const path = segmentsOf(relative);
  if (schemeOnly) {
    result.hostname = "";
    pushHost(result, base);
    if (relative.protocol) {
      relative = Object.assign(new Url(), relative, { hostname: null, port: null });
      pushHost(relative, path);
      relative.host = null;
    }
    rooted &&= path[0] === "" || base[0] === "";
  }
  if (relativeIsRooted) {
    takeAuthority(result, relative);
    base = path;
  } else if (path.length > 0) {
    base = [...base.slice(0, -1), ...path];
  } else if (relative.search != null) {
    if (schemeOnly) popHost(result, base);
    takeSearch(result, relative);
    setPath(result);
    return;
  }
  if (relativeIsRooted || path.length > 0) takeSearch(result, relative);
  if (base.length === 0) {
    result.pathname = null;
    result.path = result.search ? `/${result.search}` : null;
    return;
  }
  finishPath(result, relative, withoutDots(base, hasTrailingSlash(result, relative, base), rooted, climbs), {
    rooted, schemeOnly,
  });
}

function takeAuthority(result, relative) {
  if (relative.host || relative.host === "") {
    if (result.host !== relative.host) result.auth = null;
    result.host = relative.host;
    result.port = relative.port;
  }
  if (relative.hostname || relative.hostname === "") {
    if (result.hostname !== relative.hostname) result.auth = null;
    result.hostname = relative.hostname;
  }
}

function takeSearch(result, relative) {
  result.search = relative.search;
  result.query = relative.query;
}

function setPath(result) {
  if (result.pathname !== null || result.search !== null) {
    result.path = (result.pathname || "") + (result.search || "");
  }
}

function hasTrailingSlash(result, relative, segments) {
  const last = segments.at(-1);
  if (last === "") return true;
  return Boolean(result.host || relative.host || segments.length > 1) && (last === "." || last === "..");
}

/** Segments with "." and ".." carried out; `climbs` where ".." may lead above the start. */
function withoutDots(segments, trailing, rooted, climbs) {
  const kept = [];
  let above = 0;
  for (const segment of segments) {
    if (segment === ".") continue;
    if (segment !== "..") kept.push(segment);
    else if (kept.length > 0) kept.pop();
    else above++;
  }
  if (!rooted && climbs) kept.unshift(...Array(above).fill(".."));
  if (rooted && kept[0] !== "" && !kept[0]?.startsWith("/")) kept.unshift("");
  if (trailing && !kept.join("/").endsWith("/")) kept.push("");
  return kept;
}

function finishPath(result, relative, segments, { rooted, schemeOnly }) {
  const absolute = segments[0] === "" || segments[0]?.startsWith("/") === true;
  if (schemeOnly) {
    if (absolute) result.host = result.hostname = "";
    else popHost(result, segments);
  }
  const needsRoot = rooted || Boolean(result.host && segments.length > 0);
  if (needsRoot && !absolute) segments.unshift("");
  result.pathname = segments.length === 0 ? null : segments.join("/");
  if (segments.length === 0) result.path = null;
  setPath(result);
  result.auth = relative.auth || result.auth;
  result.slashes ||= relative.slashes;
}
