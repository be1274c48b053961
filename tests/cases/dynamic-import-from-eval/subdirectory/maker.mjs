const make = new Function("return import('./target.mjs')");
export default `${(await make()).default}, ${(await eval("import('./target.mjs')")).default}`;
