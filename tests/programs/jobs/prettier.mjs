import * as prettier from "prettier";
import { doc } from "prettier";

const texts = {
  babel: `const   a = {b:1, "c":2,...d}; async function*  f ( a,b=1 ) { yield* await a?.b ?? (c || d) } ; class A extends B { static #x = 1; get y(){return this.#x} }
foo(function() { return 1 }).then(x => x.y).catch( e => { console.log(\`a \${ e }\`) }).finally(() => {}) // end
const A = () => <div a={b} {...c}>{d ? <b/> : null} some long text that goes on and on until it has to be broken somewhere</div>`,
  typescript: `interface A<T extends string = "x"> { a?: T; readonly b: number[] } enum E {A=1,B} export type X = { [K in keyof A]?: A[K] extends infer U ? U : never } | null; abstract class Q<T> implements A<T> { constructor(private readonly a: T) {} } declare module "m" { export = x } let v = <const T,>(x: T): asserts x is T => x satisfies T`,
  css: "a{color:RED;b:c}@media (max-width:100px){a>b{b:c;--x:{a:b}}}",
  scss: "$a:1;@mixin x($y:2){a{b:$y}}.a{&:hover{@include x($a)}@if $a==1{c:d}@else{e:f}}",
  less: "@a:1;.m(@x){a:@a}.b{.m(1);&:extend(.c);}",
  json: '{"a":1,"b":[1,2,3],"c":{"d":null}} // c',
  yaml: "a:   1\nb:  [1,2,  3]\nc:\n    - x\n    -   &y {d:  e}\n    - *y\ntext: >-\n  folded\n  text\n",
  markdown: "# Hi\n* a\n* b\n\n|a|b|\n|-|:-:|\n|1|22222|\n\n```js\nconst a   = 1\n```\nText _a_ with  **b**\\\nbreak[^1]\n\n[^1]: Note\n",
  html: `<html><head><style>a{color:red}</style><script>let a=1</script></head><body><div   class="a   b" onclick="f( )"><p>hi <b>there</b>, you</p><pre>
  x  y</pre></div></body></html>`,
  vue: `<template><div :a="b+c" @x="y()" v-for="i in  j">{{ a|b }}</div></template><script>export default {data(){return {a:1}}}</script>`,
  graphql: "query Q($a:Int!){a(b:$a){c,d ...F}} fragment F on T{e} type T @d{ a(x:[Int!]!=[1]):Int }",
  glimmer: '<div class="a {{if b "c"}}">{{#each d as |e|}}{{e.f}}{{/each}}</div>',
};
for (const [parser, text] of Object.entries(texts)) {
  console.log(`--- ${parser}\n${await prettier.format(text, { parser })}`);
}
console.log(await prettier.format(texts.babel, { filepath: "a.jsx", semi: false, singleQuote: true, tabWidth: 4, printWidth: 50, experimentalTernaries: true }));
console.log(await prettier.check("a;\n", { parser: "babel" }), await prettier.check("a", { parser: "babel" }));
console.log(await prettier.formatWithCursor(" 1 +  2", { parser: "babel", cursorOffset: 4 }));
console.log((await prettier.getSupportInfo()).languages.length, (await prettier.getFileInfo("x.tsx")).inferredParser);
for (const [parser, text] of [["babel", "const = 1"], ["css", "a {"], ["yaml", "a: ["], ["typescript", "let a: = 1"]]) {
  try {
    await prettier.format(text, { parser });
  } catch (error) {
    console.log(error.name, error.message, error.loc);
  }
}
const lines = {
  languages: [{ name: "lines", parsers: ["lines"] }],
  parsers: { lines: { parse: (text) => ({ rows: text.split("\n") }), astFormat: "lines", locStart: () => 0, locEnd: () => 0 } },
  printers: { lines: { print: ({ node }) => doc.builders.join(doc.builders.hardline, node.rows.map((row) => row.trim())) } },
};
console.log(await prettier.format("  one\n two ", { parser: "lines", plugins: [lines] }));
