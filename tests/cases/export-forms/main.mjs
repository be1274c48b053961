import * as forms from "./forms.mjs";
import defaultFunction from "./default-function.mjs";
import defaultClass from "./default-class.mjs";
import defaultArrow from "./default-arrow.mjs";
import defaultGenerator from "./default-generator.mjs";
import defaultAsync from "./default-async.mjs";
import { default as renamed, "string name" as fromString } from "./strings.mjs";
import both, * as everything from "./strings.mjs";
import mixed, { x, y as why } from "./mixed.mjs";
import {} from "./mixed.mjs";

console.log(Object.keys(forms).join());
console.log(forms.a, forms.b, forms.c, forms.d, forms.e, forms.f, forms.g, forms.rest);
console.log(forms.declared.name, forms.generator().next(), await forms.asynchronous(), new forms.Class().field);
console.log(defaultFunction.name, defaultClass.name, defaultArrow.name, defaultGenerator.name, defaultAsync.name);
console.log(renamed, fromString, both, everything["string name"], everything["☃"]);
console.log(mixed, x, why);
