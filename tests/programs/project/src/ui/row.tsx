import { type Item, isLow } from "../stock/item.js";
export const Row = ({ item: { name, count }, item }: { item: Item; key?: string }) => (
  <tr class={isLow(item) ? "low" : undefined}>
    <td>{name}</td><td>{count}</td>
  </tr>
);
