import "./inline.mjs";
function boom() {
  throw new Error("boom");
}
boom();
//# sourceMappingURL=out.mjs.map