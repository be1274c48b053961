export * from "./hub.mjs";
