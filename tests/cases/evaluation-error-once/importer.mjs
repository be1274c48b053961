import "./thrower.mjs";
globalThis.importerRan = true;
