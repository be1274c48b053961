import { absent } from "./module.mjs";
