// Errors of the CommonJS loader.

const codes = require("errors");

/** Nothing is meant by `request`; `chain` are the files that led to whoever asked, nearest first. */
exports.notFound = function notFound(request, chain) {
  let message = `Cannot find module '${request}'`;
  if (chain.length > 0) message += `\nRequire stack:\n- ${chain.join("\n- ")}`;
  const error = new Error(message);
  error.code = "MODULE_NOT_FOUND";
  error.requireStack = chain;
  return error;
};

exports.missingBuiltin = function missingBuiltin(id) {
  return codes.plain(Error, "ERR_UNKNOWN_BUILTIN_MODULE", `No such built-in module: ${id}`);
};

/** Packages that are machine code for Node's own engine cannot be run by another. */
exports.nativeAddon = function nativeAddon(filename) {
  const owner = packageOf(filename);
  const whose = owner === undefined ? "" : ` of the package '${owner}'`;
  const message = `Native addons are not supported: ${filename}${whose}`;
  return codes.plain(Error, "ERR_DLOPEN_FAILED", message);
};

/** The package that the last `node_modules` of a path has the file in. */
function packageOf(filename) {
  const match = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(filename);
  return match === null ? undefined : match[1];
}

exports.codes = codes;
