const Handlebars = require("handlebars");
Handlebars.registerHelper("shout", (text, options) => `${text.toUpperCase()}${options.hash.mark ?? "!"}`);
Handlebars.registerHelper("list", function (items, options) {
  return `<ul>${items.map((item) => `<li>${options.fn(item)}</li>`).join("")}</ul>`;
});
Handlebars.registerPartial("person", "{{name}} ({{age}})");
const template = Handlebars.compile(
  "{{#if title}}<h1>{{shout title mark='?'}}</h1>{{else}}none{{/if}}{{#list people}}{{> person}}{{#unless @last}},{{/unless}}{{/list}}{{#each tags as |tag index|}}{{index}}:{{{tag}}} {{tag}} {{/each}}{{#with deep.er}}{{value}}{{/with}}",
);
console.log(
  template({
    title: "people",
    people: [
      { name: "A", age: 1 },
      { name: "B", age: 2 },
    ],
    tags: ["<b>", "&"],
    deep: { er: { value: 42 } },
  }),
);
try {
  Handlebars.compile("{{#if}}")({});
} catch (error) {
  console.log(error.message);
}
console.log(typeof Handlebars.precompile("{{a}}"), Handlebars.VERSION);
