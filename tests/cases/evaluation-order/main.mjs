// Depth first, in the order of the import statements, each module once; imports run before the importer's first line.
console.log("main");
import "./one.mjs";
console.log(hoisted());
import "./two.mjs";
export { value } from "./three.mjs";
export * from "./four.mjs";
function hoisted() {
  return "hoisted";
}
