const { SourceMapConsumer, SourceMapGenerator, SourceNode } = require("source-map");
const generator = new SourceMapGenerator({ file: "out.js", sourceRoot: "/src" });
generator.addMapping({
  generated: { line: 1, column: 0 },
  original: { line: 1, column: 4 },
  source: "a.js",
  name: "first",
});
generator.addMapping({ generated: { line: 2, column: 8 }, original: { line: 7, column: 2 }, source: "b.js" });
generator.setSourceContent("a.js", "let first;");
console.log(generator.toString());
const node = new SourceNode(1, 2, "a.js", ["x(", new SourceNode(3, 4, "b.js", "y"), ")\n"]);
console.log(node.toStringWithSourceMap({ file: "n.js" }).map.toJSON());
(async () => {
  await SourceMapConsumer.with(generator.toJSON(), null, (consumer) => {
    console.log(
      consumer.sources,
      consumer.originalPositionFor({ line: 2, column: 10 }),
      consumer.generatedPositionFor({ source: "/src/a.js", line: 1, column: 4 }),
    );
    consumer.eachMapping(({ generatedLine, originalLine, name }) => console.log(generatedLine, originalLine, name));
  });
})();
