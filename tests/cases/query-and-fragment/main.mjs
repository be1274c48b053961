// What follows ? or # makes another module of the same file.
import { id as plain, url } from "./module.mjs";
import { id as one } from "./module.mjs?one";
import { id as two } from "./module.mjs?two";
import { id as fragment } from "./module.mjs#fragment";
import { id as both, url as bothUrl } from "./module.mjs?one#fragment";
import { id as oneAgain } from "./subdirectory/../module.mjs?one";
import { id as empty } from "./module.mjs?";

console.log(plain, one, two, fragment, both, oneAgain, empty);
console.log(url, bothUrl);
console.log((await import(`./module.mjs?${"t".repeat(3)}`)).id, (await import("./module.mjs?one")).id);
const { where } = await import("./module.mjs?stack");
console.log(where());
