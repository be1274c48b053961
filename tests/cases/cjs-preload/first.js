(globalThis.preloaded ??= []).push("first", module.isPreloading, typeof require.main);
globalThis.first = exports;
