// Every kind of lexical binding has its dead zone, across modules too; `var` and functions have none.
import "./reader.mjs";
export let aLet = 1;
export const aConst = 2;
export class AClass {}
export default class {}
export var aVar = 3;
export function aFunction() {
  return 4;
}
