// Points-free: lenses, transducers, curried pipelines.
import * as R from "ramda";

const people = [
  { name: "Ada", born: 1815, fields: ["mathematics", "computing"] },
  { name: "Alan", born: 1912, fields: ["computing", "biology"] },
  { name: "Emmy", born: 1882, fields: ["mathematics"] },
  { name: "Rosalind", born: 1920, fields: ["chemistry", "biology"] },
];

const byField = R.pipe(
  R.chain(({ name, fields }) => fields.map((field) => [field, name])),
  R.reduceBy((names, [, name]) => [...names, name], [], R.head),
  R.map(R.sort(R.descend(R.length))),
);
console.log(byField(people));

const century = R.pipe(R.prop("born"), R.divide(R.__, 100), Math.ceil);
console.log(R.groupBy(R.pipe(century, String), people)["20"].map(R.prop("name")));
console.log(R.over(R.lensPath([1, "fields", 0]), R.toUpper, people)[1]);
console.log(R.transduce(R.compose(R.filter(R.propSatisfies(R.gt(R.__, 1850), "born")), R.map(R.prop("name")), R.take(2)), R.flip(R.append), [], people));
console.log(R.evolve({ born: R.negate, fields: R.map(R.take(3)) }, people[0]));
console.log(R.cond([[R.lt(R.__, 0), R.always("negative")], [R.equals(0), R.always("zero")], [R.T, (n) => `${n}!`]])(12));
console.log(R.mergeDeepWith(R.concat, { a: { v: [1] }, b: [2] }, { a: { v: [3] } }), R.zipObj(["x", "y"], [1, 2]));
console.log(R.toString({ date: new Date(0), list: [1, null, undefined, "x"] }), R.equals(new Map([[1, { a: [2] }]]), new Map([[1, { a: [2] }]])));
console.log(R.converge(R.divide, [R.sum, R.length])([1, 2, 3, 4]), R.aperture(2, [1, 2, 3]), R.xprod([1, 2], ["a", "b"]));
console.log(await R.pipeWith((f, x) => x.then(f), [async (x) => x + 1, async (x) => x * 2])(20));
console.log(Object.keys(R).length > 250);
