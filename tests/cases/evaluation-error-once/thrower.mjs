import "./sibling.mjs";
globalThis.runs += 1;
throw new Error(`run ${globalThis.runs}`);
