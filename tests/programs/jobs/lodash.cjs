const _ = require("lodash");
const people = [
  { name: "Ada", age: 36, tags: ["math", "code"] },
  { name: "Bob", age: 25, tags: ["code"] },
  { name: "Cyd", age: 36, tags: [] },
];
console.log(
  _.groupBy(people, "age"),
  _(people).flatMap("tags").countBy().toPairs().orderBy([1, 0], ["desc", "asc"]).value(),
);
console.log(
  _.merge({ a: [{ b: 1 }] }, { a: [{ c: 2 }] }),
  _.cloneDeep(new Map([[1, new Set([2])]])),
  _.isEqual([1, { a: NaN }], [1, { a: NaN }]),
  _.get(people, "[0].tags[1]"),
  _.set({}, "a.b[1].c", 5),
);
console.log(
  _.template("<% _.each(list, (x) => { %><%- x %>,<% }) %>")({ list: ["<", 2] }),
  _.camelCase("foo bar-baz"),
  _.chunk(_.range(7), 3),
  _.words("fred, barney & pebbles"),
  _.padStart("7", 3, "0"),
);
const add = _.curry((a, b, c) => a + b + c);
console.log(
  add(1)(2)(3),
  _.flow([_.trim, _.upperFirst])(" x y "),
  _.debounce.length,
  require("lodash/fp").map((x) => x * 2)([1, 2]),
  require("lodash/get") === _.get,
);
