import { a } from "./a.mjs";
try {
  console.log(a);
} catch (error) {
  console.log("b sees", error.name);
}
export const b = await Promise.resolve("b");
