import module from "./module.mjs";
