const make = new Function('return import("./target.mjs") /* made here */');
export default `${(await make()).default}, ${(await eval("import('./target.mjs')")).default}`;
