export default "mixed";
export const x = "x";
export { z as y } from "./reexported.mjs";
