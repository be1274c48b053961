export { default } from "hoisted";
