export * from "./c.mjs";
