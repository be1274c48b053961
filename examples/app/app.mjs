import { greet } from "./greet.mjs";
import names from "./names.json" with { type: "json" };

for (const name of names) console.log(greet(name));
if (process.argv[2] === "--bye") (await import("./farewell.mjs")).farewell();
