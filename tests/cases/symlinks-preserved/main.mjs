import direct from "./real/module.mjs";
import linked, { url } from "./link.mjs";
console.log(direct === linked, url);
