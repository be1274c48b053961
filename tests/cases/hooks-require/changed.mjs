import "./imported.mjs"; export const own = 1;
