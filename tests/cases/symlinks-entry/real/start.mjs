import sibling from "./sibling.mjs";
console.log(import.meta.url, import.meta.main, sibling);
