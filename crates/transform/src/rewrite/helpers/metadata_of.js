function (constructor) {
  return Symbol.metadata ? Object.create(Object.getPrototypeOf(constructor)?.[Symbol.metadata] ?? null) : undefined;
}
