function (constructor, value) {
  if (value) Object.defineProperty(constructor, Symbol.metadata, { value, enumerable: true, configurable: true, writable: true });
}
