// node:util/types: what kind of built-in object a value is. The answers are the engine's and cannot be faked.

const { classOf } = natives;
const { isView } = ArrayBuffer;
const { named } = require("lazy");

const is = (kind) => (value) => classOf(value) === kind;
/** Most of Node's are natives, which have neither name nor length. */
const native = (predicate) => named(predicate, "", 0);

for (const [name, kind] of Object.entries({
  isArgumentsObject: "Arguments",
  isArrayBuffer: "ArrayBuffer",
  isBigIntObject: "BigInt",
  isBooleanObject: "Boolean",
  isDate: "Date",
  isGeneratorObject: "Generator",
  isMap: "Map",
  isMapIterator: "MapIterator",
  isModuleNamespaceObject: "Module",
  isNativeError: "Error",
  isNumberObject: "Number",
  isPromise: "Promise",
  isRegExp: "RegExp",
  isSet: "Set",
  isSetIterator: "SetIterator",
  isSharedArrayBuffer: "SharedArrayBuffer",
  isStringObject: "String",
  isSymbolObject: "Symbol",
  isWeakMap: "WeakMap",
  isWeakSet: "WeakSet",
})) {
  exports[name] = native(is(kind));
}

for (const kind of [
  "DataView", "Uint8Array", "Uint8ClampedArray", "Uint16Array", "Uint32Array", "Int8Array", "Int16Array", "Int32Array",
  "Float16Array", "Float32Array", "Float64Array", "BigInt64Array", "BigUint64Array",
]) {
  exports[`is${kind}`] = named(is(kind), `is${kind}`, 1);
}

const functionKind = (names) => (value) => {
  if (typeof value !== "function") return false;
  const tag = Object.prototype.toString.call(value).slice(8, -1);
  return names.includes(tag);
};
const TypedArrayPrototype = Object.getPrototypeOf(Int8Array.prototype);
const isTypedArrayTag = Object.getOwnPropertyDescriptor(TypedArrayPrototype, Symbol.toStringTag).get;

exports.isAsyncFunction = native(functionKind(["AsyncFunction", "AsyncGeneratorFunction"]));
exports.isGeneratorFunction = native(functionKind(["GeneratorFunction", "AsyncGeneratorFunction"]));
exports.isProxy = native((value) => natives.proxyDetails(value) !== undefined);
exports.isExternal = native(() => false);
exports.isAnyArrayBuffer = native((value) => ["ArrayBuffer", "SharedArrayBuffer"].includes(classOf(value)));
exports.isBoxedPrimitive = native(
  (value) => typeof value === "object" && ["Number", "String", "Boolean", "BigInt", "Symbol"].includes(classOf(value)),
);
exports.isArrayBufferView = isView;
exports.isTypedArray = (value) => isTypedArrayTag.call(value) !== undefined;

// There are no keys of node:crypto and of Web Crypto yet, so that nothing is one.
for (const name of ["isKeyObject", "isCryptoKey"]) {
  Object.defineProperty(exports, name, { __proto__: null, value: named(() => false, name, 1), enumerable: true });
}
