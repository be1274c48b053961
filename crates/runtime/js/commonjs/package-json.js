// `module.findPackageJSON`.

const { codes } = require("cjs-errors");
const { plain } = require("errors");
const { directoryOf, isRelative, nodeModulePaths } = require("cjs-paths");

/** The path of a `file:` URL, or the path itself. */
function pathOf(place, name) {
  if (place instanceof URL || (typeof place === "string" && place.startsWith("file:"))) {
    return require("node-url").fileURLToPath(place);
  }
  if (typeof place !== "string") throw codes.ERR_INVALID_ARG_TYPE(name, ["string", "URL"], place);
  return place;
}

/** The directory that a search starts in: a path with a slash at its end is one, every other is a file's. */
function startOf(path) {
  const { posix } = require("path-posix");
  const normal = posix.resolve(path);
  return path.endsWith("/") || /(?:^|\/)\.\.?$/.test(path) ? normal : directoryOf(normal);
}

exports.findPackageJSON = function findPackageJSON(specifier, base = "data:") {
  if (specifier === undefined) {
    throw plain(TypeError, "ERR_MISSING_ARGS", 'The "specifier" argument must be specified');
  }
  const request = specifier instanceof URL ? specifier.href : specifier;
  if (typeof request !== "string") throw codes.ERR_INVALID_ARG_TYPE("specifier", ["string", "URL"], specifier);
  if (request.startsWith("/") || request.startsWith("file:")) {
    return natives.findPackageJson(startOf(pathOf(request, "specifier")));
  }
  const from = startOf(pathOf(base, "base"));
  if (isRelative(request)) return natives.findPackageJson(startOf(`${from}/${request}`));
  const name = /^(?:@[^/]+\/)?[^/]+/.exec(request)?.[0] ?? request;
  for (const modules of nodeModulePaths(from)) {
    const found = natives.findPackageJson(`${modules}/${name}`);
    if (found === `${modules}/${name}/package.json`) return found;
  }
  return undefined;
};
