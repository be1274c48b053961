import "./stuck.mjs";
console.log("never printed");
