import "./one.mjs";
console.log("three");
export const value = 3;
