import { Component, Suspense, createContext, createElement as h, lazy, memo, use, useId, useMemo, useReducer } from "react";
import { renderToStaticMarkup, renderToString } from "react-dom/server";

const Theme = createContext("light");
const Row = memo(({ name, children }) => h("li", { "data-name": name, className: useMemo(() => `row ${name}`, [name]) }, children));
function List({ items }) {
  const [count] = useReducer((state) => state + 1, items.length);
  const theme = use(Theme);
  return h("section", { id: useId(), "aria-label": "List", style: { color: "red", marginTop: 4, "--x": 1 } },
    h("h1", null, theme, " & ", count),
    h("ul", null, items.map((item) => h(Row, { key: item, name: item }, h("b", null, item), " <", item.length, ">"))),
    h("input", { type: "checkbox", defaultChecked: true, disabled: false, onChange() {} }),
    h("p", { dangerouslySetInnerHTML: { __html: "<i>raw</i>" } }));
}
class Boundary extends Component {
  render() {
    return h(Suspense, { fallback: h("i", null, "waiting") }, this.props.children);
  }
}
const Later = lazy(() => new Promise(() => {}));
const tree = h(Theme.Provider, { value: "dark" }, h(List, { items: ["one", "two", "\"three\""] }), h(Boundary, null, h("em", null, "now")));
console.log(renderToString(tree));
console.log(renderToStaticMarkup(tree));
console.log(renderToString(h("main", null, h(Boundary, null, h(Later)))).replace(/<template [^>]*>/, "<template>"));
const { error } = console;
console.error = (text, ...values) => console.log("error:", text.split("\n")[0], values.length);
renderToString(h("ul", null, [1, 2].map((n) => h("li", null, n))));
renderToString(h("input", { value: "x" }));
console.error = error;
for (const bad of [() => h("div", null, { a: 1 }), () => h(() => { throw new Error("thrown while rendering"); }), () => h(undefined), () => h("br", null, "x")]) {
  try {
    renderToString(bad());
  } catch (error) {
    console.log(error.message.split("\n")[0]);
  }
}
