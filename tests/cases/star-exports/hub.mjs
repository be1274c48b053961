export * from "./left.mjs";
export * from "./right.mjs";
export * from "./loop.mjs";
export * as nested from "./left.mjs";
export const shared = "hub wins";
export { own } from "./own.mjs";
