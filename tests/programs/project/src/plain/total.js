import { add } from "~/add.js";
export const total = (numbers) => numbers.reduce(add, 0);
