const _ = require("underscore");
console.log(
  _.map({ a: 1, b: 2 }, (value, key) => key + value),
  _.chain([3, 1, 2]).sortBy().reverse().value(),
  _.template("<%= a %>-<%- b %>")({ a: "<", b: "<" }),
  _.groupBy([1, 2, 3], (n) => (n % 2 ? "odd" : "even")),
  _.isEqual({ a: [1] }, { a: [1] }),
  _.uniq([1, 1, 2]),
  _.memoize((n) => n * 2)(4),
  _.VERSION,
);
