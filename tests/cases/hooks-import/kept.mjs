import "./cycle.mjs";
export const value = "kept";
