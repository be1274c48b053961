// What collections hold that scripts cannot look into without changing them: iterators over Maps and Sets, WeakMaps and
// WeakSets.

const mapEntries = Map.prototype.entries;
const setValues = Set.prototype.values;
const weakMapGet = WeakMap.prototype.get;
const arrayFrom = Array.from;

const VALUES = 1;
const ENTRIES = 2;

/** All entries of a Map, or of a Set as pairs, from the `passed`th on. */
function entriesFrom(target, passed) {
  const isMap = natives.classOf(target) === "Map";
  const all = isMap ? arrayFrom(mapEntries.call(target)) : arrayFrom(setValues.call(target), (item) => [item, item]);
  return all.slice(passed);
}

function previewIterator([target, kind, passed]) {
  const isKeyValue = kind === ENTRIES;
  if (target === undefined) return [[], isKeyValue];
  const rest = entriesFrom(target, passed);
  return [isKeyValue ? rest.flat() : rest.map((entry) => entry[kind === VALUES ? 1 : 0]), isKeyValue];
}

/**
 * The entries that an iterator has left, or that a WeakMap or WeakSet holds, as `[list, isKeyValue]`: with `isKeyValue`
 * the list holds keys and values in turn. Undefined for anything else.
 */
exports.previewEntries = function previewEntries(value) {
  const iterator = natives.tableIterator(value);
  if (iterator !== undefined) return previewIterator(iterator);
  const keys = natives.weakKeys(value);
  if (keys === undefined || natives.classOf(value) === "WeakSet") return keys && [keys, false];
  return [keys.flatMap((key) => [key, weakMapGet.call(value, key)]), true];
};
