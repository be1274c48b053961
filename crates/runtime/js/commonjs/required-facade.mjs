// What `require` gives for an ES module with a default export: its exports, and the mark by which transpiled code knows them.

export * from "module";
export { default } from "module";
export const __esModule = true;
