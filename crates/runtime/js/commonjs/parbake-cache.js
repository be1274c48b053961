// parbake:cache, what a program can know of the cache it is run from.

/** The cache's directory, or undefined where the program runs without a cache. */
exports.cacheDirectory = natives.cacheDirectory();

/**
 * What this run has had from the cache so far.
 * @returns `{ policy, hits, misses, modules, reasons }`: `reasons` counts the misses by reason.
 */
exports.getCacheStats = function getCacheStats() {
  return natives.cacheStats();
};

/** Writes what this run has learned so far to the cache, now instead of when the program ends. Never throws. */
exports.flushCache = function flushCache() {
  natives.cacheFlush();
};
