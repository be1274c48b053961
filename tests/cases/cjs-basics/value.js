globalThis.runs = (globalThis.runs ?? 0) + 1;
exports.value = 1;
exports.runs = globalThis.runs;
