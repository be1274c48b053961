// fs.cp: a file, or a directory with all that is in it. https://nodejs.org/api/fs.html#fscpsrc-dest-options-callback

const errors = require("errors");
const { shown, toPath, toSmallMode } = require("fs-arguments");
const requests = require("fs-requests");
const { nodeSystemError } = require("system-error");
const { dirname, join, resolve, sep } = require("path-posix").posix;
const { validateBoolean, validateFunction, validateObject } = require("validators");

const FLAGS = {
  dereference: false, errorOnExist: false, force: true, preserveTimestamps: false, recursive: false,
  verbatimSymlinks: false,
};

function readOptions(options) {
  if (options === undefined) options = {};
  validateObject(options, "options");
  const settings = { ...FLAGS, ...options };
  for (const name of Object.keys(FLAGS)) validateBoolean(settings[name], `options.${name}`);
  const { mode } = settings;
  if (mode !== undefined && mode !== null) require("validators").validateInteger(mode, "mode", 0, 7);
  settings.mode = toSmallMode(mode, 0);
  if (settings.dereference && settings.verbatimSymlinks) {
    const message = 'Option "dereference" cannot be used in combination with option "verbatimSymlinks"';
    throw errors.plain(TypeError, "ERR_INCOMPATIBLE_OPTION_PAIR", message);
  }
  if (settings.filter !== undefined) validateFunction(settings.filter, "options.filter");
  return settings;
}

const EISDIR = [21, "EISDIR"];
const ENOTDIR = [20, "ENOTDIR"];
const EINVAL = [22, "EINVAL"];
const EEXIST = [17, "EEXIST"];

function failed(code, text, [errno, name], message, path) {
  return nodeSystemError(code, text, { message, path, syscall: "cp", errno, code: name });
}

const invalid = (message, path) => failed("ERR_FS_CP_EINVAL", "Invalid src or dest", EINVAL, message, path);

// cpSync words the same failures in another way.
const plain = (code, message) => errors.plain(Error, code, message);

function sameError(src, dest, isSync) {
  const message = "src and dest cannot be the same";
  return isSync ? plain("ERR_FS_CP_EINVAL", `${message} ${dest}`) : invalid(message, dest);
}

function selfError(src, dest, isSync) {
  if (isSync) return plain("ERR_FS_CP_EINVAL", `Cannot copy ${src}/ to a subdirectory of self ${dest}`);
  return invalid(`cannot copy ${src} to a subdirectory of self ${dest}`, dest);
}

function overNonDirectory(src, dest, isSync) {
  const [code, text] = ["ERR_FS_CP_DIR_TO_NON_DIR", "Cannot overwrite non-directory"];
  if (isSync) return plain(code, `${text} ${dest} with directory ${src}`);
  const message = `cannot overwrite non-directory ${dest} with directory ${src}`;
  return failed(code, `${text} with directory`, EISDIR, message, dest);
}

function overDirectory(src, dest, isSync) {
  const [code, text] = ["ERR_FS_CP_NON_DIR_TO_DIR", "Cannot overwrite directory"];
  if (isSync) return plain(code, `${text} ${dest} with non-directory ${src}`);
  const message = `cannot overwrite directory ${dest} with non-directory ${src}`;
  return failed(code, `${text} with non-directory`, ENOTDIR, message, dest);
}

function notRecursive(src, isSync) {
  const code = "ERR_FS_EISDIR";
  if (isSync) return plain(code, `Recursive option not enabled, cannot copy a directory: ${src}/`);
  return failed(code, "Path is a directory", EISDIR, `${src} is a directory (not copied)`, src);
}

// -- checks before anything is copied -------------------------------------------------------------------------------------

const isSame = (a, b) => a.ino !== 0n && a.dev !== 0n && a.ino === b.ino && a.dev === b.dev;

function* statOrNothing(path, dereference) {
  try {
    return yield dereference ? requests.stat(path, { bigint: true }) : requests.lstat(path, { bigint: true });
  } catch (error) {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
    throw error;
  }
}

/** What there is at both ends; throws where the one cannot become the other. */
function* checkPaths(src, dest, { dereference, recursive, isSync }) {
  const source = yield dereference ? requests.stat(src, { bigint: true }) : requests.lstat(src, { bigint: true });
  const target = yield* statOrNothing(dest, dereference);
  if (target !== undefined) {
    if (isSame(source, target)) throw sameError(src, dest, isSync);
    if (source.isDirectory() && !target.isDirectory()) throw overNonDirectory(src, dest, isSync);
    if (!source.isDirectory() && target.isDirectory()) throw overDirectory(src, dest, isSync);
  }
  if (source.isDirectory()) {
    if (!recursive) throw notRecursive(src, isSync);
    if (isWithin(src, dest)) throw selfError(src, dest, isSync);
  }
  return { source, target };
}

/** Whether `inner` lies below `outer`. */
function isWithin(outer, inner) {
  const [above, below] = [resolve(outer), resolve(inner)];
  return above !== below && below.startsWith(above.endsWith(sep) ? above : above + sep);
}

/** A directory must not be copied into itself by way of a link. */
function* checkParents(source, src, dest, isSync) {
  const above = dirname(resolve(dest));
  if (above === dirname(above) || above === dirname(resolve(src))) return;
  const stats = yield* statOrNothing(above, true);
  if (stats !== undefined && isSame(source, stats)) throw selfError(src, dest, isSync);
  yield* checkParents(source, src, above, isSync);
}

// -- copying --------------------------------------------------------------------------------------------------------------

function* isWanted(src, dest, { filter, isSync }) {
  if (filter === undefined) return true;
  const answer = filter(src, dest);
  if (typeof answer?.then !== "function") return answer;
  if (!isSync) return yield answer;
  const text = 'Expected boolean to be returned from the "filter" function but got an instance of Promise.';
  throw errors.plain(TypeError, "ERR_INVALID_RETURN_VALUE", text);
}

function* copyOne(src, dest, settings) {
  const { source, target } = yield* checkPaths(src, dest, settings);
  if (source.isDirectory()) yield* copyDirectory(source, target, src, dest, settings);
  else if (source.isSymbolicLink()) yield* copyLink(target, src, dest, settings);
  else if (source.isFile() || source.isCharacterDevice() || source.isBlockDevice()) {
    yield* copyFile(source, target, src, dest, settings);
  } else {
    const what = source.isSocket() ? "a socket file" : source.isFIFO() ? "a FIFO pipe" : "an unknown file type";
    const code = source.isSocket() ? "SOCKET" : source.isFIFO() ? "FIFO_PIPE" : "UNKNOWN";
    throw failed(`ERR_FS_CP_${code}`, `Cannot copy ${what}`, EINVAL, `cannot copy ${what}: ${dest}`, dest);
  }
}

function* copyFile(source, target, src, dest, { force, errorOnExist, mode, preserveTimestamps }) {
  if (target !== undefined) {
    if (!force) {
      if (!errorOnExist) return;
      throw failed("ERR_FS_CP_EEXIST", "Target already exists", EEXIST, `${dest} already exists`, dest);
    }
    yield requests.unlink(dest);
  }
  yield requests.copyFile(src, dest, mode);
  if (preserveTimestamps) {
    const stats = yield requests.stat(src);
    yield requests.utimes(dest, stats.atimeMs / 1000, stats.mtimeMs / 1000);
  }
}

function* copyLink(target, src, dest, { verbatimSymlinks, force, errorOnExist }) {
  let to = yield requests.readlink(src);
  if (!verbatimSymlinks) to = resolve(dirname(src), to);
  if (target !== undefined) {
    if (target.isSymbolicLink()) {
      const there = resolve(dirname(dest), yield requests.readlink(dest));
      const own = resolve(dirname(src), to);
      const stats = yield* statOrNothing(src, true);
      if (stats?.isDirectory() && isWithin(own, there)) {
        throw invalid(`cannot copy ${own} to a subdirectory of self ${there}`, dest);
      }
    }
    if (!force && errorOnExist) {
      throw failed("ERR_FS_CP_EEXIST", "Target already exists", EEXIST, `${dest} already exists`, dest);
    }
    yield requests.unlink(dest);
  }
  yield requests.symlink(to, dest);
}

function* copyDirectory(source, target, src, dest, settings) {
  if (target === undefined) {
    yield requests.mkdir(dest);
  } else if (settings.errorOnExist && !settings.force) {
    throw failed("ERR_FS_CP_EEXIST", "Target already exists", EEXIST, `${dest} already exists`, dest);
  }
  const { names } = yield requests.list(src);
  for (const name of names) {
    const [from, to] = [join(src, name), join(dest, name)];
    if (yield* isWanted(from, to, settings)) yield* copyOne(from, to, settings);
  }
  if (target === undefined) yield requests.chmod(dest, Number(source.mode & 0o7777n));
}

function* copyAll(src, dest, settings) {
  const { source } = yield* checkPaths(src, dest, settings);
  yield* checkParents(source, src, dest, settings.isSync);
  if (!(yield* isWanted(src, dest, settings))) return;
  const above = dirname(dest);
  if ((yield* statOrNothing(above, true)) === undefined) yield requests.mkdir(above, { recursive: true });
  yield* copyOne(src, dest, settings);
}

/** @param isSync whether nobody can wait for what the filter promises. */
exports.cp = function cp(src, dest, options, isSync = false) {
  const settings = { ...readOptions(options), isSync };
  return copyAll(shown(toPath(src, "src")), shown(toPath(dest, "dest")), settings);
};
