// Regular expressions have colours by what each part is and how deep it stands.
const atoms = [
  "a", ".", "^", "$", "a+", "a*", "a?", "a??", "a{1,2}", "a{3,}?", "a{12}", "[^a-z\\d]", "[a]", "[-a]", "[a-]", "[^-a]",
  "[.(]", "[\\]]",
  "\\d", "\\b", "\\n", "\\0", "\\x41", "\\cA", "\\/", "\\(", "|", "a|b|", "(?:x)", "(?<name>x)", "(?=x)", "(?!x)",
  "(?<=x)", "(?<!x)",
  "(?i:x)", "(?i-m:x)", "(a)\\1", "(?<n>a)\\k<n>", "()", "[\\b]", "[\\x41-\\x42]", "é", "-", "/", "[/]",
];
const unicode = ["\\u{41}", "\\p{L}", "\\P{Script=Greek}", "[\\u{41}]", "[\\p{L}x]", "\\u0041"];
const show = (source, flags) => console.dir(new RegExp(source, flags), { colors: true });
for (const wrap of [(x) => x, (x) => `(${x})`, (x) => `((?:${x}))`, (x) => `((((((${x}))))))`]) {
  for (const atom of atoms) show(wrap(atom), "");
  for (const atom of unicode) show(wrap(atom), "u");
}
show("[[a-z]--[b]]", "v");
show("[a&&b]", "v");
show("^(?<year>\\d{4})-(?<month>\\d{2})(?:T([01]\\d|2[0-3]):[0-5]\\d)?$", "dgimsuy");
console.dir(Object.assign(/a(b)/, { x: 1 }), { colors: true });
console.dir([/a/, { b: /c/ }], { colors: true });
