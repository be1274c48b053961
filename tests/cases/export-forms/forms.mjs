export var a = 1, b = 2;
export let { c, d: { e = 5 } = {}, ...rest } = { c: 3, r: 6 };
export const [d, , f = 7] = [4];
export function declared() {}
export function* generator() {
  yield "yielded";
}
export async function asynchronous() {
  return "awaited";
}
export async function* asynchronousGenerator() {}
export class Class {
  field = "field";
}
const local = 8;
export { local as g, local as default };
export {};
