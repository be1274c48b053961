// Modules are strict, have no `this`, and keep their variables to themselves.
import { probe, varOfProbe } from "./probe.mjs";
var here = 1;
function declared() {}
console.log(this, typeof globalThis.here, typeof globalThis.declared, typeof globalThis.varOfProbe, varOfProbe);
console.log(probe());
try {
  undeclared = 1;
} catch (error) {
  console.log(error.constructor.name);
}
console.log(eval("var inner = 1; typeof inner"), typeof inner, (0, eval)("this") === globalThis, (0, eval)("typeof here"));
(0, eval)("var fromEval = 'global'");
console.log(globalThis.fromEval, new Function("return typeof here")(), typeof require, typeof module, typeof exports, typeof __filename);
console.log((function () { return this; })(), (() => this)(), typeof arguments);
globalThis.setByMain = "seen";
console.log((await import("./late.mjs")).default, Object.keys(globalThis).includes("here"));
