import { default as value } from "./index.mjs";
console.log(value);
