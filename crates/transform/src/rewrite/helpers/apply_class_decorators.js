// Applies the decorators of a class, the last first. Answers what is to take its place.
function (constructor, decorators, extras, metadata) {
  let current = constructor, done = false;
  const { name } = constructor;
  for (let i = decorators.length - 1; i >= 0; i--) {
    const addInitializer = (initializer) => {
      if (done) throw new TypeError("Cannot add initializers after decoration has completed");
      if (typeof initializer !== "function") throw new TypeError("Function expected");
      extras.push(initializer);
    };
    const decorate = decorators[i];
    const result = decorate(current, { kind: "class", name, metadata, addInitializer });
    if (result !== undefined && typeof result !== "function") throw new TypeError("Function expected");
    current = result ?? current;
  }
  done = true;
  return current;
}
