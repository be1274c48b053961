// An import is a view of the exporter's variable, not a copy; `export default expression` is the exception.
import snapshot, { count as n, increment, replaced, replace } from "./counter.mjs";
import liveDefault, { change } from "./live-default.mjs";
import functionDefault, { swap } from "./function-default.mjs";
import * as ns from "./through.mjs";

console.log(n, ns.renamed, snapshot);
increment();
increment();
console.log(n, ns.renamed, snapshot, ns.counter.count);
console.log(replaced(), (replace(() => "new"), replaced()));
change("changed");
console.log(liveDefault);
swap();
console.log(functionDefault());
try {
  n = 5;
} catch (error) {
  console.log(error.name, n);
}
try {
  n++;
} catch (error) {
  console.log(error.name, n);
}
