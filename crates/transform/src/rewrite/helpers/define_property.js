function (target, key, value) {
  return Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true }), target;
}
