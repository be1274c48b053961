export { x } from "./other.mjs";
