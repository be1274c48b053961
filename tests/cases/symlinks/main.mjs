// A link is followed: the module is the file it leads to, once, under its real name.
import direct, { url } from "./real/module.mjs";
import linked from "./link.mjs";
import viaDirectory from "./linked-directory/module.mjs";
import viaPackage, { neighbour } from "linked-package";

console.log(direct === linked, direct === viaDirectory, url);
console.log(viaPackage, neighbour);
await import("./dangling.mjs").catch((error) => console.log(error.code));
await import("./loop.mjs").catch((error) => console.log(error.code));
