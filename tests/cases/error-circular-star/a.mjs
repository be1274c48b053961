export * from "./b.mjs";
