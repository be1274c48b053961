// fs.realpath in JavaScript: link by link, so that errors name the part of the path that is not there.

const { presentName, shown, toOptions, toPath, wantsBytes } = require("fs-arguments");
const { sync } = require("fs-perform");
const requests = require("fs-requests");
const { dirname, resolve } = require("path-posix").posix;

function present(path, encoding) {
  if (!wantsBytes(encoding)) return path;
  return presentName(require("buffer").Buffer.from(path), encoding);
}

/** Follows a path's parts one by one. */
function* follow(path) {
  const known = new Set(); // directories that are no links
  let rest = path.split("/").filter(Boolean);
  let real = "/";
  let links = 0;
  while (rest.length > 0) {
    const part = rest.shift();
    const next = real === "/" ? `/${part}` : `${real}/${part}`;
    const stats = known.has(next) ? undefined : yield requests.lstat(next);
    if (stats === undefined || !stats.isSymbolicLink()) {
      known.add(next);
      real = next;
      continue;
    }
    if (++links > 40) throw tooManyLinks(path);
    const target = resolve(dirname(next), yield requests.readlink(next));
    rest = [...target.split("/").filter(Boolean), ...rest];
    real = "/";
  }
  return real;
}

function tooManyLinks(path) {
  const { systemError } = require("system-error");
  return systemError([-40, "ELOOP", "too many symbolic links encountered"], "stat", path);
}

exports.realpath = function realpath(path, options) {
  const { encoding } = toOptions(options);
  return finish(resolve(shown(toPath(path))), encoding);
};

function* finish(path, encoding) {
  return present(yield* follow(path), encoding);
}

/** The usual case takes one call of the system; only what fails is looked into part by part. */
exports.realpathSync = function realpathSync(path, options) {
  const { encoding } = toOptions(options);
  const full = resolve(shown(toPath(path)));
  const { natives: files } = require("fs-arguments");
  const real = files.realpath(full, false);
  return Array.isArray(real) ? sync(finish(full, encoding), realpathSync) : present(real, encoding);
};
