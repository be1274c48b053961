import "./present.mjs";
import { value } from "./absent.mjs";
console.log(value);
