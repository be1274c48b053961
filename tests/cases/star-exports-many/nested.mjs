// A star export that has star exports itself.
export * from "./m1.mjs";
export * from "./m2.mjs";
export * from "./m3.mjs";
export * from "./m4.mjs";
export * from "./m5.mjs";
export * from "./m6.mjs";
export * from "./m7.mjs";
export * from "./m8.mjs";
export * from "./index.mjs";
export const n8 = "of nested";
