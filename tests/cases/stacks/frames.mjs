// A comment, so that the code does not begin on the first line. Umlauts äöü count one column each.
export const viaArrow = () => new Error("arrow");

class Thing {
  make() {
    return new Error("method");
  }
}
export function viaClass() {
  return new Thing().make();
}
export function viaCallback() {
  let caught;
  [1].forEach(function callback() {
    /* äöü 🍞 */ caught = new Error("callback");
  });
  return caught;
}
export async function viaAsync() {
  await null;
  return new Error("async");
}
function* generate() {
  yield new Error("generator");
}
export const viaGenerator = () => [...generate()][0];
const object = {
  get error() {
    return new Error("getter");
  },
};
export function viaGetter() {
  return object.error;
}
export const viaEval = () => eval("new Error('eval')");
