function inner(depth) {
  if (depth === 0) throw new Error("thrown three deep", { cause: new RangeError("the cause") });
  inner(depth - 1);
}
export function outer() {
  inner(1);
}
