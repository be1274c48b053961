// Applies the decorators of one member, the last first (TC39 "Decorators", ApplyDecoratorsToElementDefinition). `given` has the
// functions of a private member; those of others are on the class or its prototype, fields have none.
function (constructor, given, decorators, context, initializers, extras) {
  const { kind, name, access } = context;
  const isField = kind === "field", isAccessor = kind === "accessor";
  const holder = given === null && constructor !== null ? (context.static ? constructor : constructor.prototype) : null;
  const descriptor = given ?? (holder === null ? {} : Object.getOwnPropertyDescriptor(holder, name) ?? {});
  const slot = kind === "getter" ? "get" : kind === "setter" ? "set" : "value";
  const callable = (value) => {
    if (value !== undefined && typeof value !== "function") throw new TypeError("Function expected");
    return value;
  };
  let done = false;
  for (let i = decorators.length - 1; i >= 0; i--) {
    const addInitializer = (initializer) => {
      if (done) throw new TypeError("Cannot add initializers after decoration has completed");
      if (typeof initializer !== "function") throw new TypeError("Function expected");
      extras.push(initializer);
    };
    const given = isField ? undefined : isAccessor ? { get: descriptor.get, set: descriptor.set } : descriptor[slot];
    const decorate = decorators[i];
    const result = decorate(given, { ...context, access: { ...access }, addInitializer });
    if (isAccessor) {
      if (result === undefined) continue;
      if (result === null || typeof result !== "object") throw new TypeError("Object expected");
      descriptor.get = callable(result.get) ?? descriptor.get;
      descriptor.set = callable(result.set) ?? descriptor.set;
      if (callable(result.init)) initializers.unshift(result.init);
    } else if (callable(result)) {
      if (isField) initializers.unshift(result);
      else descriptor[slot] = result;
    }
  }
  if (holder !== null) Object.defineProperty(holder, name, descriptor);
  done = true;
}
