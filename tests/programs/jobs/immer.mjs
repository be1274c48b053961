// A to-do list with undo: drafts, patches, frozen results, Maps and Sets.
import { applyPatches, current, enableMapSet, enablePatches, freeze, immerable, isDraft, original, produce, produceWithPatches } from "immer";

enablePatches();
enableMapSet();

const first = freeze({ items: [{ text: "flour", done: false }, { text: "salt", done: true }], tags: new Map([["home", new Set(["salt"])]]) }, true);
const second = produce(first, (draft) => {
  draft.items[0].done = true;
  draft.items.push({ text: "yeast", done: false });
  draft.tags.get("home").add("yeast");
  console.log(isDraft(draft.items), original(draft.items).length, current(draft).items.length);
});
console.log(first.items.length, second.items.length, second.items[1] === first.items[1], Object.isFrozen(second.items));
console.log(second);

const [third, patches, inverse] = produceWithPatches(second, (draft) => {
  draft.items = draft.items.filter((item) => !item.done);
  delete draft.items[0].done;
});
console.log(JSON.stringify(patches));
console.log(JSON.stringify(applyPatches(third, inverse)) === JSON.stringify(second));
console.log(produce(first, () => {}) === first);

try {
  second.items.push("anything");
} catch (error) {
  console.log(error.name);
}

class Account {
  [immerable] = true;
  #secret = 7;
  balance = 10;
  get doubled() {
    return this.balance * 2;
  }
}
const account = produce(new Account(), (draft) => void (draft.balance += 5));
console.log(account instanceof Account, account.balance, account.doubled);
const reducer = produce((draft, action) => {
  if (action.type === "add") draft.count += action.by;
  if (action.type === "reset") return { count: 0 };
});
console.log([{ type: "add", by: 3 }, { type: "add", by: 4 }, { type: "reset" }, { type: "none" }].reduce((s, a) => [...s, reducer(s.at(-1), a)], [{ count: 1 }]));
