// From request to file. What a program has not changed is answered from its record; everything else is looked up anew.

const { codes, notFound } = require("cjs-errors");
const { directoryOf, isRelative, nodeModulePaths } = require("cjs-paths");
const state = require("cjs-state");

const STANDARD_EXTENSIONS = [".js", ".json", ".node"];

/** The extensions that are tried, if they are other than the usual ones. */
function registeredExtensions() {
  const { Module } = require("cjs-module");
  const names = Object.keys(Module._extensions);
  const usual = names.length === 3 && STANDARD_EXTENSIONS.every((name, index) => names[index] === name);
  return usual ? undefined : names;
}

function sameList(a, b) {
  return a === b || (Array.isArray(a) && a.length === b.length && a.every((item, index) => item === b[index]));
}

/** The folders that packages are looked for in after all others, if a program has had them read anew. */
let readAnew;

const modulePaths = () => readAnew ?? natives.modulePaths();

function _resolveFilename(request, parent, isMain, options) {
  if (state.hooks === undefined) return resolve(request, parent, options);
  return state.hooks.resolve(request, parent, (next) => resolve(next, parent, options));
}

function resolve(request, parent, options) {
  if (natives.isBuiltin(request)) return request;
  const filename = find(request, parent, options);
  if (filename === undefined) throw notFound(request, requireStack(parent));
  return filename;
}

function find(request, parent, options) {
  const extensions = registeredExtensions();
  const from = typeof parent?.filename === "string" ? parent.filename : undefined;
  if (options?.paths !== undefined) {
    return natives.requireFind(request, from, pathsOf(request, options.paths), extensions ?? STANDARD_EXTENSIONS);
  }
  const own = ownPaths(request, parent, from);
  if (own === undefined && extensions === undefined) return natives.requireResolve(request, from);
  return natives.requireFind(request, from, own, extensions ?? STANDARD_EXTENSIONS);
}

/** Where to look for `request`, if that is not where the file `from` would look. */
function ownPaths(request, parent, from) {
  if (request.startsWith("/")) return undefined;
  if (isRelative(request)) return from === undefined && parent ? [process().cwd()] : undefined;
  if (from === undefined) return _resolveLookupPaths(request, parent) ?? undefined;
  const usual = !Array.isArray(parent.paths) || sameList(parent.paths, nodeModulePaths(directoryOf(from)));
  return usual && readAnew === undefined ? undefined : [...(parent.paths ?? []), ...modulePaths()];
}

function process() {
  return require("process").process;
}

/** The directories that `require.resolve(request, { paths })` looks in. */
function pathsOf(request, paths) {
  if (!Array.isArray(paths)) throw codes.ERR_INVALID_ARG_VALUE("options.paths", paths);
  if (isRelative(request)) return paths.map(absolute);
  const all = paths.flatMap((path) => nodeModulePaths(absolute(path)));
  return [...new Set([...all, ...modulePaths()])];
}

function absolute(path) {
  return require("path-posix").posix.resolve(path);
}

/** The files that led to `parent`, nearest first. */
function requireStack(parent) {
  const { parentOf } = require("cjs-module");
  const chain = [];
  for (let module = parent; module && !chain.includes(module); module = parentOf(module)) chain.push(module);
  return chain.map((module) => module.filename || module.id);
}

/** The directories that would be looked in: `null` for a built-in. */
function _resolveLookupPaths(request, parent) {
  if (natives.isBuiltin(request)) return null;
  if (!isRelative(request)) {
    const own = Array.isArray(parent?.paths) ? parent.paths : [];
    return [...own, ...modulePaths()];
  }
  if (!parent?.id || !parent.filename) return [".", ...nodeModulePaths(process().cwd()), ...modulePaths()];
  return [directoryOf(parent.filename)];
}

/** The file that `request` is in one of `paths`; false where it is in none. */
function _findPath(request, paths, _isMain) {
  if (!request.startsWith("/") && (!paths || paths.length === 0)) return false;
  const extensions = registeredExtensions() ?? STANDARD_EXTENSIONS;
  const relative = isRelative(request) || request.startsWith("/") ? request : `./${request}`;
  for (const path of request.startsWith("/") ? ["/"] : paths) {
    const filename = natives.requireFind(relative, undefined, [absolute(path)], extensions);
    if (filename !== undefined) return filename;
  }
  return false;
}

function _nodeModulePaths(from) {
  return nodeModulePaths(absolute(from));
}

/** Reads NODE_PATH and HOME as they are now. What a program does to `Module.globalPaths` itself counts for nothing, as in Node. */
function _initPaths() {
  const { env, execPath } = process();
  const { Module } = require("cjs-module");
  const listed = env.NODE_PATH ? env.NODE_PATH.split(":").filter((path) => path !== "") : [];
  const ofUser = env.HOME ? [".node_modules", ".node_libraries"].map((name) => absolute(`${env.HOME}/${name}`)) : [];
  readAnew = [...listed, ...ofUser, absolute(`${execPath}/../../lib/node`)];
  Module.globalPaths = [...readAnew];
}

exports.statics = { _resolveFilename, _resolveLookupPaths, _findPath, _nodeModulePaths, _initPaths };
