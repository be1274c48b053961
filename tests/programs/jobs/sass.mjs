import * as sass from "sass";

const files = {
  colors: `@use "sass:color"; $base: #336699 !default; @function tone($n) { @return color.adjust($base, $lightness: $n * 1%) } %card { border: 1px solid $base }`,
  mixins: "@mixin at($width) { @media (min-width: $width) { @content } } @mixin box($args...) { margin: $args }",
};
const importer = {
  canonicalize: (name) => (name in files ? new URL(`mem:${name}`) : null),
  load: ({ pathname }) => ({ contents: files[pathname], syntax: "scss" }),
};
const source = `
@use "sass:math"; @use "sass:map"; @use "sass:list"; @use "sass:string"; @use "sass:selector";
@use "colors" with ($base: teal); @use "mixins" as *;
$sizes: (small: 1px, large: 2px);
@each $name, $size in $sizes { .#{$name} { width: math.div($size, 3); height: map.get($sizes, $name) * 2 } }
@function fib($n) { @if $n < 2 { @return $n } @return fib($n - 1) + fib($n - 2) }
.fib { n: fib(14); list: list.join((1, 2), 3 4); s: string.to-upper-case("ab" + c); u: own(2px, "x") }
.a { @extend %card; color: colors.tone(10); &:hover { @include at(100px) { &.b > c { d: e } } } @include box(1px, 2px); }
@for $i from 1 through 3 { .w-#{$i} { width: calc(100% / #{$i} - 2px); } }
@while false {} @debug "debugged"; @warn "careful"; /* kept */ // gone
@supports (display: grid) { .g { display: grid; &-x { --v: #{1 + 1} } } }
`;
const logger = {
  debug: (message) => console.log("debug:", message),
  warn: (message, { deprecation }) => console.log("warn:", message, deprecation),
};
const functions = { "own($size, $text)": ([size, text]) => new sass.SassString(`${size.assertNumber().value * 2}${text.text}`, { quotes: false }) };
const result = sass.compileString(source, { importers: [importer], functions, logger, sourceMap: true });
console.log(result.css, result.loadedUrls.map(String), result.sourceMap.mappings.length > 100);
console.log((await sass.compileStringAsync(source, { importers: [importer], functions, logger, style: "compressed" })).css);
console.log(sass.compileString(".a\n  b: c\n  &:hover\n    d: e", { syntax: "indented" }).css);
for (const bad of [".a { b: $nope }", ".a { b: 1px + 1s }", "@use 'nowhere';", ".a { b: ", ".a { @error 'stop' }"]) {
  try {
    sass.compileString(bad);
  } catch (error) {
    console.log(error.message, error.sassMessage, error.span.start);
  }
}
console.log(new sass.SassNumber(96, "px").convert(["in"], []).value, sass.info.split("\n")[0].split("\t")[0]);
