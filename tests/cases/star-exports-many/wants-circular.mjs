import { round as value } from "./around.mjs";
console.log(value);
