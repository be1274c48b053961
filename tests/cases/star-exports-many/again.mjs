// The same binding by another way, another binding of the same name, and a name of a namespace.
export { shared } from "./counter.mjs";
export const both = "of again";
export * as inner from "./m1.mjs";
export const shadowed = "of again";
