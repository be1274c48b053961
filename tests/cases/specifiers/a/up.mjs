export { default } from "../absolute.mjs";
