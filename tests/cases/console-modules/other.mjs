export const number = 1;
export let object = { d: { e: { f: {} } } };
export default class Named {}
export const arrow = () => {};
export * as empty from "./empty.mjs";
const local = Symbol("s");
export { local as "any name at all" };
