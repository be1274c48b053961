// How a value is named in messages without running any of the program's code: no getter, no toString.

const { getOwnPropertyDescriptor, getPrototypeOf, prototype } = Object;
const objectToString = prototype.toString;
const functionToString = Function.prototype.toString;

/** The value of a data property, own or inherited; undefined where there is none or it is an accessor. */
function peek(object, key) {
  for (let holder = object; holder !== null; holder = getPrototypeOf(holder)) {
    const descriptor = getOwnPropertyDescriptor(holder, key);
    if (descriptor !== undefined) return descriptor.value;
  }
  return undefined;
}

/** "#<Promise>", "[object Array]", "Symbol(a)", a function's text. */
exports.nameOf = function nameOf(value) {
  if (typeof value === "function") return functionToString.call(value);
  if (typeof value !== "object" || value === null) return String(value);
  if (natives.proxyDetails(value) !== undefined) return "#<Object>";
  const constructor = peek(value, "constructor");
  const isPlain = typeof constructor === "function" && peek(value, "toString") === objectToString;
  return isPlain && constructor.name !== "" ? `#<${constructor.name}>` : objectToString.call(value);
};
