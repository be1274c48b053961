export { Stock } from "./stock";
export type { Item } from "./item";
export * from "./errors";
export type * as Types from "../core/types";
