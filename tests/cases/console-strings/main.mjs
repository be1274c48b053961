// Strings inside other values: quotes, escapes, long and multi-line text.
const all = [];
for (let code = 0; code < 0x180; code++) all.push(String.fromCharCode(code));
const values = [
  "", "plain", "it's", 'say "hi"', `it's "both"`, "`it's` \"all\"", "it's \"${x}\"", "`", "${x}", "\\", "'\\'",
  "\u2028\u2029",
  "\ud800", "a\udc00b", "\ud83d\ude00", "\ud800\ud800\udc00", "\ufeff", "\u200b", "é", "e\u0301", "tab\there", "nul\0",
  "\x1b[31m",
  "\x7f\x80\x9f\xa0", "line\nbreak", "crlf\r\n", "\v\f\b",
];
console.log(values);
for (const value of values) console.log([value]);
console.log(all);
console.log({ "quote's": 1, 'double"': 2, "`back`": 3, "\\": 4, "\ud800": 5 });
const paragraph = "The first line\nand the second\n\nand after an empty one\n";
console.log([paragraph]);
console.log({ text: paragraph.repeat(2) });
console.log({ deep: { deeper: { text: paragraph.repeat(2), other: 1 } } });
console.log(new Map([[paragraph.repeat(2), paragraph.repeat(3)]]));
console.log(new Set([paragraph.repeat(2)]));
console.log(["x".repeat(15) + "\n" + "y".repeat(70)]);
console.log(["\n".repeat(10), "\n".repeat(90)]);
console.dir(paragraph);
console.dir(paragraph.repeat(3), { breakLength: 20 });
console.dir(paragraph.repeat(3), { compact: true });
console.dir(paragraph.repeat(3), { compact: false });
console.dir({ text: paragraph.repeat(3) }, { compact: 1 });
for (const maxStringLength of [0, 1, 5, 9, 10, 11, null, Infinity]) {
  console.dir("0123456789", { maxStringLength });
  console.dir({ key: "0123456789", list: ["0123456789"] }, { maxStringLength });
}
console.log(["x".repeat(10001)][0].length, ["x".repeat(10001)].map((text) => [text])[0][0].length);
console.dir(["x".repeat(10003)], { breakLength: Infinity });
