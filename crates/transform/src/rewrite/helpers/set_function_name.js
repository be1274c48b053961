function (target, name) {
  return Object.defineProperty(target, "name", { value: name, configurable: true });
}
