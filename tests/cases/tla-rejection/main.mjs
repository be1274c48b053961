import "./fine.mjs";
import "./rejecting.mjs";
console.log("never printed");
