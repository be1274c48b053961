// What an object is called: the name of its constructor, its tag, and the words before its braces.

const hasOwn = Object.hasOwn;

function isInstance(value, constructor) {
  try {
    return value instanceof constructor;
  } catch {
    return false; // a `Symbol.hasInstance` that throws, or a `prototype` that is no object
  }
}

/** The function in the own data property "constructor" of `object`, if it may give instances their name. */
function namingConstructor(object, instance) {
  const descriptor = Object.getOwnPropertyDescriptor(object, "constructor");
  if (descriptor === undefined) return undefined;
  const { value } = descriptor;
  return typeof value === "function" && value.name !== "" && isInstance(instance, value) ? value : undefined;
}

/** The name for an object whose prototypes give it none: its tag if it has one of its own, or the kind of object it is. */
function engineName(value) {
  const tag = Object.getOwnPropertyDescriptor(value, Symbol.toStringTag)?.value;
  if (typeof tag === "string" && tag !== "") return tag;
  return typeof value === "function" ? "Function" : natives.classOf(value);
}

/** The first word for an object without a prototype; a shown tag follows it anyway. */
function fallbackName(value, tag) {
  return tag === "" ? engineName(value) : "Object";
}

/**
 * The name of the constructor of `value`: the first on its prototype chain that has one. Null for an object without a
 * prototype; "Name <inner>" where the chain has no constructor at all.
 * @param found called with (the prototype that names it, the first prototype, the name).
 */
function constructorName(ctx, value, level, found) {
  let first;
  for (let object = value; object !== null; ) {
    const constructor = namingConstructor(object, value);
    if (constructor !== undefined) {
      const name = `${constructor.name}`;
      if (found !== undefined) found(object, first, name);
      return name;
    }
    object = Object.getPrototypeOf(object);
    if (first === undefined) first = object;
  }
  if (first === null) return null;
  const own = engineName(value);
  if (level > ctx.depth && ctx.depth !== null) return `${own} <Complex prototype>`;
  const inner = constructorName(ctx, first, level + 1, found);
  if (inner !== null) return `${own} <${inner}>`;
  return `${own} <${ctx.inspect(first, { ...ctx.userOptions(), customInspect: false, depth: -1 })}>`;
}

/** The object's `Symbol.toStringTag`, or "" where it has none worth showing: an own one is listed with the properties. */
function tagOf(ctx, value) {
  let tag;
  try {
    tag = value[Symbol.toStringTag];
  } catch {
    return "";
  }
  if (typeof tag !== "string" || tag === "") return "";
  const listed = ctx.showHidden
    ? hasOwn(value, Symbol.toStringTag)
    : Object.prototype.propertyIsEnumerable.call(value, Symbol.toStringTag);
  return listed ? "" : tag;
}

/**
 * The words before an object's braces, with a space at the end: "Foo [tag] ", "[Map(1): null prototype] ".
 * @param fallback the name to use for an object without a prototype.
 * @param size "(n)" for collections.
 */
function prefix(constructor, tag, fallback, size = "") {
  if (constructor === null) {
    const name = `[${fallback}${size}: null prototype] `;
    return tag !== "" && tag !== fallback ? `${name}[${tag}] ` : name;
  }
  if (tag === "" || tag === constructor) return `${constructor}${size} `;
  // A tag with the constructor's name at its end says where it belongs: "Intl.NumberFormat".
  if (tag.endsWith(`.${constructor}`)) return `${tag}${size} `;
  return `${constructor}${size} [${tag}] `;
}

exports.constructorName = constructorName;
exports.fallbackName = fallbackName;
exports.tagOf = tagOf;
exports.prefix = prefix;
