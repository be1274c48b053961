export * from "./values.mjs";
export * from "./more.mjs";
export * from "./values.mjs";
