// import() in code made at run time resolves against the module that made it.
console.log((await eval('import("./target.mjs")')).default);
console.log((await (0, eval)('import("./target.mjs")')).default);
console.log((await new Function("return import('./target.mjs')")()).default);
console.log((await import("./subdirectory/maker.mjs")).default);
setTimeout(async () => console.log((await import("./target.mjs")).default, "from a timer"));
