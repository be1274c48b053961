import rehypeFormat from "rehype-format";
import rehypeStringify from "rehype-stringify";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";

const text = `# Title *with* \`code\`

Some **text**, a [link](https://example.org "t") and ~one~, https://auto.link and a note[^1].

- [ ] to do
- [x] done
  1. nested

| a | b |
|--:|:-:|
| 1 | ~~2~~ |

> quote <b>html</b>

\`\`\`js
let a = 1 < 2;
\`\`\`

[^1]: The note.
`;

/** Numbers the headings, and warns of text that shouts. */
function numbers() {
  return (tree, file) => {
    let count = 0;
    const visit = (node) => {
      if (node.type === "heading") node.children.unshift({ type: "text", value: `${++count}. ` });
      if (node.type === "strong") file.message("Shouting", { place: node.position, ruleId: "quiet", source: "own" });
      node.children?.forEach(visit);
    };
    visit(tree);
  };
}

const processor = unified().use(remarkParse).use(remarkGfm).use(numbers).use(remarkRehype, { allowDangerousHtml: true }).use(rehypeFormat).use(rehypeStringify, { allowDangerousHtml: true }).freeze();
const file = await processor.process({ path: "a.md", value: text });
console.log(String(file), file.messages.map(String));
console.log(String(processor.processSync("a\\\n*b*")));
const tree = unified().use(remarkParse).use(remarkGfm).parse("a *b*\n\n- c");
console.log(tree.children.map(({ type, position }) => [type, position.start.offset, position.end.line]));
console.log(unified().use(remarkParse).use(remarkGfm).parse("www.a.b")?.children[0].children[0].url);
try {
  processor.use(numbers);
} catch (error) {
  console.log(error.message);
}
try {
  unified().processSync("a");
} catch (error) {
  console.log(error.message);
}
