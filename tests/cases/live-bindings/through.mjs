export { count as renamed } from "./counter.mjs";
export * as counter from "./counter.mjs";
