// node:util/types: what kind of built-in object a value is. The answers are the engine's and cannot be faked.

const { classOf } = natives;
const { isView } = ArrayBuffer;

const is = (kind) => (value) => classOf(value) === kind;

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
  isDataView: "DataView",
})) {
  exports[name] = { [name]: is(kind) }[name];
}

for (const kind of [
  "Uint8Array", "Uint8ClampedArray", "Uint16Array", "Uint32Array", "Int8Array", "Int16Array", "Int32Array",
  "Float16Array", "Float32Array", "Float64Array", "BigInt64Array", "BigUint64Array",
]) {
  exports[`is${kind}`] = { [`is${kind}`]: is(kind) }[`is${kind}`];
}

const functionKind = (names) => (value) => {
  if (typeof value !== "function") return false;
  const tag = Object.prototype.toString.call(value).slice(8, -1);
  return names.includes(tag);
};
const TypedArrayPrototype = Object.getPrototypeOf(Int8Array.prototype);
const isTypedArrayTag = Object.getOwnPropertyDescriptor(TypedArrayPrototype, Symbol.toStringTag).get;

exports.isAsyncFunction = functionKind(["AsyncFunction", "AsyncGeneratorFunction"]);
exports.isGeneratorFunction = functionKind(["GeneratorFunction", "AsyncGeneratorFunction"]);
exports.isProxy = (value) => natives.proxyDetails(value) !== undefined;
exports.isExternal = () => false;
exports.isAnyArrayBuffer = (value) => ["ArrayBuffer", "SharedArrayBuffer"].includes(classOf(value));
exports.isBoxedPrimitive = (value) =>
  typeof value === "object" && ["Number", "String", "Boolean", "BigInt", "Symbol"].includes(classOf(value));
exports.isArrayBufferView = isView;
exports.isTypedArray = (value) => isTypedArrayTag.call(value) !== undefined;
