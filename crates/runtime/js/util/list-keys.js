// The properties that an array or typed array has beside its items.

const { getOwnPropertyNames, keys } = Object;

const LARGEST_INDEX = 2 ** 32 - 2;

/** True for "0", "1" and so on up to the largest array index, written without leading zeros. */
function isIndex(key) {
  const number = +key;
  return number >= 0 && number <= LARGEST_INDEX && number % 1 === 0 && String(number) === key;
}

/** The own string keys of `list` that are no indices; the enumerable ones, or all. */
exports.nonIndexKeys = function nonIndexKeys(list, enumerableOnly) {
  const all = enumerableOnly ? keys(list) : getOwnPropertyNames(list);
  // Indices come first (ECMA-262 10.1.11.1), so that looking from the end finds the others without reading them all.
  let first = all.length;
  while (first > 0 && !isIndex(all[first - 1])) first--;
  return all.slice(first);
};
