import { outer } from "./thrower.mjs";
console.log("before");
outer();
