export function destructuring() {
  const { a, b: { c = 3, ...inner } = { d: 4 }, ...rest } = { a: 1, e: 5, f: 6 };
  const [x, , y = 2, ...others] = [1, 2, undefined, 4, 5];
  return [a, c, inner, rest, x, y, others, (({ length }) => length)("four")];
}
export function loops() {
  const out = [];
  outer: for (let i = 0; i < 3; i += 1) {
    for (const j of [0, 1, 2]) {
      if (j === 1) continue outer;
      if (i === 2) break outer;
      out.push([i, j]);
    }
  }
  for (const key in { p: 1, q: 2 }) out.push(key);
  let n = 0;
  do n += 1; while (n < 3);
  const closures = [];
  for (let k = 0; k < 3; k += 1) closures.push(() => k);
  return [out, n, closures.map((f) => f())];
}
export function exceptions() {
  const out = [];
  const f = () => {
    try {
      throw new Error("one");
    } catch ({ message }) {
      out.push(message);
      return "from catch";
    } finally {
      out.push("finally");
    }
  };
  out.push(f());
  try {
    try { null.x; } finally { out.push("inner"); }
  } catch { out.push("outer"); }
  return out;
}
export function switches() {
  return [1, "1", 2, 3].map((x) => {
    switch (x) {
      case 1: return "one";
      case 2: { let y = "two"; return y; }
      default: return "other";
      case "1": return "string";
    }
  });
}
export function generators() {
  function* inner() { const got = yield 1; yield got; return "returned"; }
  function* outer() { const r = yield* inner(); yield r; }
  const g = outer();
  return [g.next(), g.next("sent"), g.next(), g.return("done"), [...outer()]];
}
export async function asynchronous() {
  async function* source() { yield 1; yield await Promise.resolve(2); }
  const out = [];
  for await (const value of source()) out.push(value);
  const results = await Promise.allSettled([Promise.reject(3), (async () => { throw 4; })()]);
  return [out, results.map(({ reason }) => reason), await Promise.any([Promise.reject(), 5]), await Promise.try(() => 6)];
}
export function classes() {
  class Base {
    static #instances = 0;
    static count() { return Base.#instances; }
    constructor() { Base.#instances += 1; this.made = new.target.name; }
    get double() { return this.value * 2; }
    set double(v) { this.value = v / 2; }
    #secret() { return "secret"; }
    reveal() { return this.#secret?.(); }
  }
  class Derived extends Base {
    value = 4;
    reveal() { return `${super.reveal()}!`; }
    static { this.marked = true; }
  }
  const d = new Derived();
  d.double = 20;
  return [d.made, d.value, d.double, d.reveal(), Base.count(), Derived.marked];
}
export function operators() {
  let a = null;
  a ??= { b: { c: 0 } };
  a.b.c ||= 5;
  a.b.c &&= a.b.c ** 2;
  return [a?.b?.c, a.x?.y.z, a.f?.(), a?.["b"], 7 % -3, -7 >>> 28, 5 & 3 | 4 ^ 1, typeof a, void 0, (1, 2), !!"" ];
}
export function functions() {
  const defaults = (a, b = a + 1, ...[c, d]) => [a, b, c, d];
  function self(n) { return n ? n * self(n - 1) : 1; }
  return [defaults(1), defaults(1, 2, 3, 4), defaults.length, self(5), (function () { return arguments.length; })(1, 2), ((...x) => Math.max(...x, 3))(1)];
}
export function literals() {
  const key = "k";
  return [{ [key + 1]: 1, "quoted-key": 2, 3: 4, get g() { return 5; }, m() { return 6; }, ...{ s: 7 }, __proto__: null }, [1, , 3].length, `${1}${`${2}`}`, String.raw`\n`];
}
export function resources() {
  const out = [];
  {
    using first = { [Symbol.dispose]() { out.push("first disposed"); } };
    using second = { [Symbol.dispose]() { out.push("second disposed"); } };
    out.push("body");
  }
  return out;
}
export async function asyncResources() {
  const out = [];
  {
    await using thing = { async [Symbol.asyncDispose]() { await null; out.push("disposed"); } };
    out.push("body");
  }
  return out;
}
export function library() {
  return [
    Object.groupBy([1, 2, 3], (n) => (n % 2 ? "odd" : "even")), [3, 1, 2].toSorted(), [1, 2, 3].with(1, 9), [1, 2].at(-1),
    [...new Set([1, 2]).union(new Set([2, 3]))], Iterator.from([1, 2, 3]).map((x) => x * 2).drop(1).toArray(), RegExp.escape("a.b"),
    Math.f16round(1.337), new Uint8Array([1, 255]).toHex(), Uint8Array.fromBase64("AQI=").length,
  ];
}
