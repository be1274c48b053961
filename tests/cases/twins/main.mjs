// Three files with the very same bytes are three modules: own state, own URL, own file in their stacks.
import * as first from "./first.mjs";
import * as second from "./second.mjs";
import * as deep from "./deep/first.mjs";

for (const twin of [first, second, deep]) {
  console.log(twin.url, twin.next(), twin.next());
  const { where } = twin;
  console.log(where().split("\n")[1].trim());
  console.log(twin.helper);
}
console.log(first.template() === second.template(), first.template() === first.template(), first.next === second.next);
console.log(String(first.next) === String(deep.next));
