export const shared = "right";
export const contested = "right";
export const rightOnly = "right only";
export * from "./origin.mjs";
