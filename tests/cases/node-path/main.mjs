import path, { posix, sep, win32 } from "node:path";
import posixModule from "node:path/posix";
import win32Module from "node:path/win32";

console.log(path === posix, posix === posixModule, win32 === win32Module, sep, path.delimiter, win32.sep, win32.delimiter, path.win32.posix === path);
const PATHS = [
  "", ".", "..", "/", "//", "a", "/a", "a/", "/a/", "a/b.c", "/a/b/../c/./d.e.f", "../a", "a/..", "/..", "a//b///c", ".a", ".a.b", "..a", "a.", "a..", "...",
  "C:\\", "C:", "C:a", "c:/a/b", "C:\\a\\..\\..\\b.txt", "\\\\server\\share", "\\\\server\\share\\a\\b", "\\a", "a\\b", "//server/share/x", "/a\\b/c.d",
  "\\\\?\\C:\\x", "\\\\.\\pipe\\x", "CON:", "a:b", "./C:x", "/a b/c d.e", "日本/語.txt",
];
for (const flavour of [posix, win32]) {
  for (const one of PATHS) {
    const { normalize, isAbsolute, dirname, basename, extname, parse, format } = flavour;
    console.log(JSON.stringify(one), normalize(one), isAbsolute(one), dirname(one), basename(one), extname(one), JSON.stringify(parse(one)), format(parse(one)));
  }
}
for (const args of [["a", "b"], ["a", "..", "b"], ["/a", "/b"], ["", ""], ["a", "", "b"], ["..", "../x"], ["//a", "b"], ["\\\\a", "b"], ["C:\\", "..", "x"]]) {
  console.log(args, posix.join(...args), win32.join(...args), posix.resolve("/r", ...args), win32.resolve("D:\\r", ...args));
}
console.log(path.resolve() === process.cwd(), path.resolve("x") === `${process.cwd()}/x`, path.resolve("/a", "b", "../c"));
for (const [from, to] of [["/a/b/c", "/a/d"], ["/a", "/a/b"], ["/a/b", "/"], ["/a", "/a"], ["/abc", "/abd"], ["/", "/x"], ["a", "b/c"]]) console.log(from, to, posix.relative(from, to));
for (const [from, to] of [["C:\\a\\b", "C:\\a\\c"], ["C:\\a", "D:\\b"], ["C:\\A", "c:\\a\\b"], ["\\\\s\\h\\a", "\\\\s\\h\\b"]]) console.log(from, to, win32.relative(from, to));
for (const [one, suffix] of [["a/b.c", ".c"], ["a/b.c", "b.c"], ["b.c", "b.c"], ["a/b.c/", ".c"], ["a", "aa"], ["a/b", ""]]) console.log(one, suffix, path.basename(one, suffix));
for (const parts of [{}, { base: "b" }, { dir: "d", base: "b" }, { root: "/", base: "b" }, { root: "/", dir: "/", base: "b" }, { name: "n", ext: "e" }, { name: "n", ext: ".e", dir: "d" }]) console.log(path.format(parts), win32.format(parts));
console.log(win32.toNamespacedPath("C:\\a"), win32.toNamespacedPath("\\\\s\\h\\a"), posix.toNamespacedPath("/a"), path.matchesGlob("a/b.js", "a/*.js"), path.matchesGlob("a/b/c.js", "**/*.{js,ts}"));
for (const wrong of [() => path.join(5), () => path.basename("a", 5), () => path.resolve("a", null), () => path.format("x"), () => path.parse(), () => path.relative("a")]) {
  try {
    wrong();
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
