// The contents of collections and other built-in objects, printed entry by entry.

const { formatBigInt, formatNumber, formatPrimitive } = require("inspect-primitives");
const { plain } = require("inspect-styles");
const { joinParts } = require("inspect-layout");

const mapEntries = Map.prototype.entries;
const setValues = Set.prototype.values;
const INDEX = /^(?:0|[1-9][0-9]*)$/;
/** The largest array index is 2^32 - 2 (ECMA-262, 6.1.7). */
const LAST_INDEX = 2 ** 32 - 2;

function limit(ctx, length) {
  return Math.min(Math.max(0, ctx.maxArrayLength), length);
}

function pushRest(parts, left, what = "item") {
  if (left > 0) parts.push(`... ${left} more ${what}${left > 1 ? "s" : ""}`);
}

/** Runs `body` with the lines it prints moved two columns to the right. */
function indented(ctx, body) {
  ctx.indentation += 2;
  const result = body();
  ctx.indentation -= 2;
  return result;
}

function unknownText(ctx) {
  return ctx.stylize("<items unknown>", "special");
}

function holeText(ctx, count) {
  return ctx.stylize(`<${count} empty item${count > 1 ? "s" : ""}>`, "undefined");
}

/** The rest of an array that has holes: each run of them is one part. Visits only the indices that exist. */
function sparseParts(ctx, array, level, parts, from, most) {
  const keys = Object.keys(array);
  let next = from;
  for (let i = from; i < keys.length && parts.length < most; i++) {
    const key = keys[i];
    if (!INDEX.test(key) || +key > LAST_INDEX) break;
    const index = +key;
    if (index !== next) {
      parts.push(holeText(ctx, index - next));
      next = index;
      if (parts.length === most) break;
    }
    parts.push(ctx.printProperty(array, level, key, "entry"));
    next++;
  }
  const left = array.length - next;
  if (parts.length === most) pushRest(parts, left);
  else if (left > 0) parts.push(holeText(ctx, left));
  return parts;
}

function arrayParts(ctx, array, level) {
  const length = limit(ctx, array.length);
  const parts = [];
  for (let i = 0; i < length; i++) {
    if (!Object.hasOwn(array, i)) return sparseParts(ctx, array, level, parts, i, length);
    parts.push(ctx.printProperty(array, level, i, "entry"));
  }
  pushRest(parts, array.length - length);
  return parts;
}

/** `size` is how many elements there are, `shownLength` how many the array says there are. */
function typedArrayParts(ctx, array, size, shownLength, level) {
  const length = limit(ctx, size);
  const format = length > 0 && typeof array[0] === "bigint" ? formatBigInt : formatNumber;
  const parts = [];
  for (let i = 0; i < length; i++) parts.push(format(ctx.stylize, array[i], ctx.numericSeparator));
  pushRest(parts, shownLength - length);
  if (ctx.showHidden) {
    indented(ctx, () => {
      for (const key of ["BYTES_PER_ELEMENT", "length", "byteLength", "byteOffset", "buffer"]) {
        parts.push(`${ctx.stylize(`[${key}]`, "string")}: ${ctx.print(array[key], level, true)}`);
      }
    });
  }
  return parts;
}

function setParts(ctx, values, size, level) {
  const most = limit(ctx, size);
  const parts = [];
  indented(ctx, () => {
    for (let step = values.next(); !step.done && parts.length < most; step = values.next()) {
      parts.push(ctx.print(step.value, level));
    }
  });
  pushRest(parts, size - most);
  return parts;
}

function mapParts(ctx, entries, size, level) {
  const most = limit(ctx, size);
  const parts = [];
  indented(ctx, () => {
    for (let step = entries.next(); !step.done && parts.length < most; step = entries.next()) {
      const [key, value] = step.value;
      parts.push(`${ctx.print(key, level)} => ${ctx.print(value, level)}`);
    }
  });
  pushRest(parts, size - most);
  return parts;
}

exports.arrayParts = arrayParts;
exports.typedArrayParts = typedArrayParts;

exports.setParts = (ctx, set, size, level) => setParts(ctx, setValues.call(set), size, level);

exports.mapParts = (ctx, map, size, level) => mapParts(ctx, mapEntries.call(map), size, level);

/** The entries an iterator over a Map or Set has left. Looking at them does not advance it. */
exports.iteratorParts = function iteratorParts(ctx, iterator, level) {
  const preview = require("preview-entries").previewEntries(iterator);
  if (preview === undefined) return [unknownText(ctx)];
  const [entries, isKeyValue] = preview;
  return isKeyValue ? pairParts(ctx, entries, level, true) : listParts(ctx, entries, level);
};

/** Whether an iterator gives [key, value] pairs. */
exports.yieldsPairs = (iterator) => require("preview-entries").previewEntries(iterator)?.[1] === true;

function listParts(ctx, entries, level, most = limit(ctx, entries.length)) {
  const parts = [];
  indented(ctx, () => {
    for (let i = 0; i < most; i++) parts.push(ctx.print(entries[i], level));
  });
  pushRest(parts, entries.length - most);
  return parts;
}

/** `entries` alternates keys and values. */
function pairParts(ctx, entries, level, bracketed, most = limit(ctx, entries.length / 2)) {
  const parts = [];
  indented(ctx, () => {
    for (let i = 0; i < most; i++) {
      const key = ctx.print(entries[2 * i], level);
      const value = ctx.print(entries[2 * i + 1], level);
      parts.push(bracketed ? joinParts(ctx, [key, value], "", ["[", "]"], true, level) : `${key} => ${value}`);
    }
  });
  pushRest(parts, entries.length / 2 - most);
  return parts;
}

/** WeakMap and WeakSet: their order means nothing, so what is shown of them is sorted. */
exports.weakParts = function weakParts(ctx, collection, level, isMap) {
  const preview = ctx.showHidden ? require("preview-entries").previewEntries(collection) : undefined;
  if (preview === undefined) return [unknownText(ctx)];
  const entries = preview[0];
  const parts = isMap
    ? pairParts(ctx, entries, level, false, entries.length / 2)
    : listParts(ctx, entries, level, entries.length);
  parts.sort();
  const most = limit(ctx, parts.length);
  const left = parts.length - most;
  parts.length = most;
  pushRest(parts, left);
  return parts;
};

exports.promiseParts = function promiseParts(ctx, promise, level) {
  const [state, result] = natives.promiseDetails(promise);
  if (state === 0) return [ctx.stylize("<pending>", "special")];
  const text = indented(ctx, () => ctx.print(result, level));
  return [state === 2 ? `${ctx.stylize("<rejected>", "special")} ${text}` : text];
};

exports.arrayBufferParts = function arrayBufferParts(ctx, buffer) {
  let bytes;
  try {
    bytes = new Uint8Array(buffer);
  } catch {
    return [ctx.stylize("(detached)", "special")];
  }
  const most = limit(ctx, bytes.length);
  let hex = bytes.subarray(0, most).toHex().replace(/..(?=.)/g, "$& ");
  const left = bytes.length - most;
  if (left > 0) hex += ` ... ${left} more byte${left > 1 ? "s" : ""}`;
  return [`${ctx.stylize("[Uint8Contents]", "special")}: <${hex}>`];
};

/** A module namespace: a binding that is not initialized yet cannot be read. */
exports.namespaceParts = function namespaceParts(ctx, namespace, level, keys) {
  const parts = [];
  for (let i = 0; i < keys.length; i++) {
    try {
      parts.push(ctx.printProperty(namespace, level, keys[i], "object"));
    } catch {
      const key = ctx.printKey(keys[i], { enumerable: true });
      parts.push(`${key}: ${ctx.stylize("<uninitialized>", "special")}`);
    }
  }
  return parts;
};

const BOXED = { Number, String, Boolean, BigInt, Symbol };

/** "[Number: 3]" for an object made from a primitive value. */
exports.boxedBase = function boxedBase(ctx, value, kind, constructor, tag, keys) {
  // Index keys of a String object are its characters, which its text already shows.
  const primitive = BOXED[kind].prototype.valueOf.call(value);
  if (kind === "String") keys.splice(0, primitive.length);
  let base = `[${kind}`;
  if (constructor === null) base += " (null prototype)";
  else if (constructor !== kind) base += ` (${constructor})`;
  base += `: ${formatPrimitive(ctx, primitive, plain)}]`;
  if (tag !== "" && tag !== constructor) base += ` [${tag}]`;
  return keys.length !== 0 || !ctx.colors ? base : ctx.stylize(base, kind.toLowerCase());
};
