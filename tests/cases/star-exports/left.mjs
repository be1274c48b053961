export const shared = "left";
export const contested = "left";
export const leftOnly = "left only";
export { viaTwoWays } from "./origin.mjs";
export default "left default";
