// A sales report: grouping, sorting, templates and deep copies over the whole of lodash.
import _, { chain, groupBy, sumBy, template } from "lodash-es";

const orders = [
  { id: 1, customer: { name: "Ada", city: "London" }, lines: [{ sku: "a-1", price: 12.5, count: 4 }] },
  { id: 2, customer: { name: "Grace", city: "New York" }, lines: [{ sku: "b-7", price: 3.25, count: 10 }, { sku: "a-1", price: 12.5, count: 1 }] },
  { id: 3, customer: { name: "Ada", city: "London" }, lines: [{ sku: "c-3", price: 99, count: 1 }] },
  { id: 4, customer: { name: "Edsger", city: "Rotterdam" }, lines: [] },
];

const total = (order) => sumBy(order.lines, ({ price, count }) => price * count);
const row = template("<%= _.padEnd(name, 8) %>|<% _.forEach(orders, (o) => { %> #<%= o.id %><% }) %> = <%= sum.toFixed(2) %>", {
  imports: { _ },
});

for (const [name, group] of Object.entries(groupBy(orders, "customer.name"))) {
  console.log(row({ name, orders: group, sum: sumBy(group, total) }));
}

const skus = chain(orders)
  .flatMap("lines")
  .groupBy("sku")
  .mapValues((lines) => _.sumBy(lines, "count"))
  .toPairs()
  .orderBy([1, 0], ["desc", "asc"])
  .value();
console.log(JSON.stringify(skus));

const copy = _.cloneDeep(orders);
_.set(copy, "[0].customer.address.street", "St James's Square");
console.log(_.isEqual(copy, orders), _.get(copy, "0.customer.address.street"), _.has(orders, "0.customer.address"));
console.log(_.kebabCase("XMLHttpRequest failedTwice"), _.deburr("déjà vu"), _.words("fred, barney, & pebbles").length);
console.log(JSON.stringify(_.zipWith([1, 2], [10, 20], (a, b) => a + b)), JSON.stringify(_.chunk(_.range(7), 3)));
console.log(_.merge({ a: { b: 1, c: [1, 2] } }, { a: { c: [9], d: 4 } }));
console.log(_.curry((a, b, c) => [a, b, c])(1)(2)(3), _.functions(_).length > 300, _.VERSION);
