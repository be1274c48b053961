// TypeScript is no JavaScript.
export const a = 1;
const b: number = a;
console.log(b);
