import "./two.mjs";
console.log("deep");
