import { marked, Marked } from "marked";
console.log(
  marked.parse(
    '# Title *with* `code`\n\n- one\n- two\n  1. nested\n\n| a | b |\n|--:|:-:|\n| 1 | **2** |\n\n> quote\n\n```js\nlet a = 1 < 2;\n```\n\n[link](https://example.org "t") ![image](a.png) <b>html</b>\n\n---\n~~gone~~ https://auto.link\n',
  ),
);
const custom = new Marked({
  renderer: {
    heading: ({ depth, text }) => `<h${depth} id="${text.toLowerCase().replace(/\W+/g, "-")}">${text}</h${depth}>\n`,
  },
  async: true,
  walkTokens: async (token) => {
    if (token.type === "text") token.text = token.text.toUpperCase();
  },
});
console.log(
  await custom.parse("## Some Words\n\ntext"),
  marked.lexer("a **b**")[0].tokens.map((token) => token.type),
);
