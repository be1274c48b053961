import { both as value } from "./index.mjs";
console.log(value);
