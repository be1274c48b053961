import { present } from "./module.mjs";
import { present as p, absentee } from "./module.mjs";
console.log("never printed");
