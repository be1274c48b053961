import "./deep.mjs";
console.log("one");
