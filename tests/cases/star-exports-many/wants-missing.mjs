import { absent as value } from "./index.mjs";
console.log(value);
