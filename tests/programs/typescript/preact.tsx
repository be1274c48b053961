// JSX, rendered to text.
import { Fragment, createContext, type ComponentChildren, type JSX } from "preact";
import { useContext, useState } from "preact/hooks";
import { render } from "preact-render-to-string";

const Theme = createContext<"light" | "dark">("light");

function Button({ label, onPress }: { label: string; onPress?: () => void }): JSX.Element {
  const [pressed] = useState<boolean>(false);
  return <button class={useContext(Theme)} aria-pressed={pressed} onClick={onPress}>{label}</button>;
}

function List<T>({ items, children }: { items: readonly T[]; children: (item: T) => ComponentChildren }) {
  return <ul>{items.map((item, index) => <li key={index}>{children(item)}</li>)}</ul>;
}

const page = (
  <Theme.Provider value="dark">
    <>
      <h1 title="a &amp; b">Hello, {"wor" + "ld"}!</h1>
      <List<number> items={[1, 2, 3]}>{(n) => <Fragment key={n}>{n * n}{n === 2 && <b>even</b>}</Fragment>}</List>
      <Button label="Press" onPress={() => {}} {...{ extra: undefined }} />
      <svg viewBox="0 0 1 1"><path xlink:href="#a" /></svg>
    </>
  </Theme.Provider>
);
console.log(render(page));
