import { helper } from "./helper.mjs";
export { helper };
export const { url } = import.meta;
let state = 0;
export const next = () => (state += 1);
const raw = (strings) => strings;
export const template = () => raw`one object a site`;
export function where() {
  return new Error("where").stack;
}
