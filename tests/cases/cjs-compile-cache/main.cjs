// The cache is there from the start, or not: what is asked for here changes nothing.
const { enableCompileCache, getCompileCacheDir, flushCompileCache, constants } = require("node:module");
const { ENABLED, ...others } = constants.compileCacheStatus;
console.log(ENABLED, others);
const { status } = enableCompileCache();
console.log(Object.values(others).includes(status), flushCompileCache());
console.log((getCompileCacheDir() === undefined) !== (status === others.ALREADY_ENABLED));
try {
  enableCompileCache(1);
} catch (error) {
  console.log(error.code);
}
