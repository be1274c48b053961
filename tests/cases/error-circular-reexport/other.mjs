export { x } from "./main.mjs";
