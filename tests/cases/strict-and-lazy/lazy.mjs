export function never(a, b, { c } = {}) {
  const unused = () => class { static { never(); } };
  return unused;
}
export function counterFactory(start) {
  let n = start;
  const step = (by) => () => (n += by);
  return [step(1), step(-1)];
}
export const deep = (a) => (b) => (c) => (d) => {
  const join = () => [a, b, c, d].join("-");
  return join();
};
export class Fields {
  static #count = 0;
  #a = (() => "a")();
  ["b" + 1] = () => "b";
  static {
    Fields.#count += 1;
  }
  all() {
    const c = () => Fields.#count;
    return [this.#a, this.b1(), c(), #a in this];
  }
}
export const recursive = (n) => (n === 0 ? 0 : 1 + recursive(n - 1));
