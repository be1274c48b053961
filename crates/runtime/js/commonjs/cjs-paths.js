// Paths as the CommonJS loader needs them: absolute and normal already, so that no more is to be known about them.

exports.directoryOf = function directoryOf(path) {
  const slash = path.lastIndexOf("/");
  if (slash < 0) return ".";
  return slash === 0 ? "/" : path.slice(0, slash);
};

/** Every directory that may have packages for `from`, nearest first. */
exports.nodeModulePaths = function nodeModulePaths(from) {
  const paths = [];
  let directory = from;
  for (;;) {
    const name = directory.slice(directory.lastIndexOf("/") + 1);
    if (name !== "node_modules") paths.push(directory === "/" ? "/node_modules" : `${directory}/node_modules`);
    if (directory === "/" || directory === "") return paths;
    directory = exports.directoryOf(directory);
  }
};

exports.isRelative = function isRelative(request) {
  return request === "." || request === ".." || request.startsWith("./") || request.startsWith("../");
};
