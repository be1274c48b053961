export const present = 1;
console.log("never printed");
