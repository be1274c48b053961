import * as self from "./module.mjs";
export { self };
export const beta = 2;
export let alpha = "a";
export const Zulu = "z";
export default null;
export const ä = "umlaut";
export { beta as "a string name" };
