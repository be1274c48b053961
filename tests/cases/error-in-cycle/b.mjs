import "./a.mjs";
console.log("b runs first");
function fail() {
  throw new TypeError("half-way through the cycle");
}
fail();
console.log("never printed");
