export * from "./hub.mjs";
export const fromLoop = "loop";
