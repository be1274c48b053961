// With `showHidden`, the properties that the program's own classes put on their prototypes are shown with the object.

const { isBuiltIn } = require("inspect-builtins");

/** How many prototypes are looked at. */
const MAX_LAYERS = 3;


function isBuiltInPrototype(object) {
  const constructor = Object.getOwnPropertyDescriptor(object, "constructor")?.value;
  return typeof constructor === "function" && isBuiltIn(constructor.name);
}

/** Adds the printed properties of the prototypes of `value` from `first` on; methods are left out. */
function prototypeParts(ctx, value, first, level, parts) {
  const seen = new Set(["constructor"]);
  let object = first;
  for (let layer = 0; layer < MAX_LAYERS; layer++) {
    if (layer > 0 || object === value) {
      object = Object.getPrototypeOf(object);
      if (object === null || isBuiltInPrototype(object)) break;
    }
    const keys = Reflect.ownKeys(object);
    ctx.seen.push(value);
    for (let i = 0; i < keys.length; i++) {
      if (seen.has(keys[i]) || Object.hasOwn(value, keys[i])) continue;
      const property = Object.getOwnPropertyDescriptor(object, keys[i]);
      if (typeof property.value === "function") continue;
      const text = ctx.printProperty(object, level, keys[i], "object", property, value);
      parts.push(ctx.colors ? `\u001b[2m${text}\u001b[22m` : text);
    }
    ctx.seen.pop();
    for (let i = 0; i < keys.length; i++) seen.add(keys[i]);
  }
}

exports.prototypeParts = prototypeParts;
