// Causes, aggregated errors, and frames that are printed once only.
const frame = (name) => `\n    at ${name} (file:///a.mjs:1:2)`;
const stack = (header, names) => header + names.split("").map(frame).join("");
const make = (header, names, options, Class = Error) => {
  const error = new Class(header.split(": ")[1], options);
  error.stack = stack(header, names);
  return error;
};
const inner = make("TypeError: inner", "zbcde", undefined, TypeError);
const middle = make("Error: middle", "ybcde", { cause: inner });
const aggregate = new AggregateError([make("Error: one", "ab"), 2, "three"], "several", { cause: inner });
aggregate.stack = stack("AggregateError: several", "abcd");
const empty = new AggregateError([], "none");
empty.stack = "AggregateError: none";
const circular = make("Error: circular", "ab");
Object.defineProperty(circular, "cause", { value: circular });
const values = [
  middle, make("Error: outer", "xbcde", { cause: middle }), make("Error: few", "bcd", { cause: inner }),
  make("Error: none", "", { cause: inner }), make("Error: text", "ab", { cause: "text" }),
  make("Error: null", "ab", { cause: null }),
  make("Error: undefined", "ab", { cause: undefined }),
  make("Error: object", "ab", { cause: { a: { b: { c: { d: 1 } } } } }),
  make("Error: short", "", { cause: "text" }), Object.assign(make("Error: own", "ab"), { cause: 1 }),
  Object.assign(make("Error: both", "ab", { cause: "cause" }), { code: "E_BOTH" }), aggregate, empty,
  Object.assign(make("Error: errors", "ab"), { errors: [1] }),
  Object.defineProperty(make("Error: errors", "ab"), "errors", { value: [1] }),
  Object.defineProperty(make("Error: errors", "ab"), "errors", { value: "no array" }), circular,
  { a: { b: { c: middle } } }, [middle],
  Object.defineProperty(make("Error: getter", "ab"), "cause", { get: () => 1 }),
];
for (const value of values) console.log(value);
console.dir(middle, { depth: 0 });
for (const names of [
  "aaaaaaaaaaa", "aaaaaaaaaaaa", "abababababab", "ababababababz", "zababababababy", "abcabcabcabcxyz", "abcdefgabcdefg",
  "aabaabaabaabaabc", "abababxxxxxxxxcdcdcdcd", "xxxyyyyzzzzzabcdefg", "abcdefghijklmno", "abcabcdabcabcdabcabcdz",
  "aaaabaaaabaaaab",
  "aaaabcdefghijk", "aabbaabbaabbccdd", "abcdabcdqqabcdabcd",
]) {
  console.log(make("Error: recursion", names));
}
