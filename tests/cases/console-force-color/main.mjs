// FORCE_COLOR: colours although this is no terminal.
console.log({ a: 1, b: "x" }, 5, "text", null, [undefined]);
console.log("%s %d %o", "a", 5, [1]);
console.log("plain text");
console.error({ a: 1 });
console.table([{ a: 1, b: "x" }]);
console.dir({ a: 1 });
console.dir({ a: 1 }, { colors: false });
console.log(1, true, -0);
console.group("g");
console.log([1]);
