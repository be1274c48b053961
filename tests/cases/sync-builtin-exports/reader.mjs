import { syncBuiltinESMExports } from "node:module";
import { readFileSync } from "fs";

export const read = () => readFileSync;
export const answer = () => 42;
export function patch(fs) {
  fs.readFileSync = (a) => a;
  syncBuiltinESMExports();
}
