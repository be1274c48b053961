import "./b.mjs";
console.log("never printed: b failed");
