// One of each construct, so that each goes through the bytecode and back.
import * as parts from "./parts.mjs";

for (const [name, part] of Object.entries(parts)) console.log(name, JSON.stringify(await part()));
