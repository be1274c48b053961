import * as ns from "./main.mjs";
import { aLet, aConst, AClass, aVar, aFunction } from "./main.mjs";
import TheDefault from "./main.mjs";

function attempt(name, read) {
  try {
    console.log(name, read());
  } catch (error) {
    console.log(name, error instanceof ReferenceError, error.constructor.name);
  }
}
attempt("let", () => aLet);
attempt("const", () => aConst);
attempt("class", () => AClass);
attempt("default", () => TheDefault);
attempt("typeof", () => typeof aLet);
attempt("var", () => aVar);
attempt("function", () => aFunction());
attempt("namespace", () => ns.aLet);
attempt("has", () => "aLet" in ns);
attempt("keys", () => Object.getOwnPropertyNames(ns).join());
attempt("enumerable", () => Object.keys(ns));
attempt("own", () => (later, "unreachable"));
let later = 1;
attempt("own after", () => later);
setTimeout(() => {
  attempt("after", () => [aLet, aConst, typeof AClass, TheDefault.name, aVar].join());
  attempt("keys after", () => Object.keys(ns).join());
});
