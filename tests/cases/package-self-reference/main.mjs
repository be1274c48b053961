import self, { part } from "@self/package";
import direct from "./index.js";
console.log(self === direct, part);
await import("@self/package/unexported").catch((error) => console.log(error.code));
