// AsyncLocalStorage, https://nodejs.org/api/async_context.html#class-asynclocalstorage

const context = require("async-context");
const { validateFunction, validateObject } = require("validators");

// From now on the engine tells reactions outside of every context from those that were registered before it was asked.
context.enter(new Map());
context.enter(undefined);

class AsyncLocalStorage {
  #defaultValue;
  #name = "";

  constructor(options = {}) {
    validateObject(options, "options");
    this.#defaultValue = options.defaultValue;
    if (options.name !== undefined) this.#name = `${options.name}`;
  }

  /** A function that runs in today's context. */
  static bind(fn) {
    validateFunction(fn, "fn");
    return require("async-resource").AsyncResource.bind(fn);
  }

  /** A function that calls another one in today's context. */
  static snapshot() {
    const captured = context.current();
    return function snapshot(callback, ...args) {
      return context.runIn(captured, callback, this, args);
    };
  }

  get name() {
    return this.#name;
  }

  disable() {
    const current = context.current();
    if (!current?.has(this)) return;
    const without = new Map(current);
    without.delete(this);
    context.enter(without.size === 0 ? undefined : without);
  }

  #with(store) {
    return new Map(context.current()).set(this, store);
  }

  enterWith(store) {
    context.enter(this.#with(store));
  }

  run(store, callback, ...args) {
    return context.runIn(this.#with(store), callback, null, args);
  }

  exit(callback, ...args) {
    const without = new Map(context.current());
    without.delete(this);
    return context.runIn(without.size === 0 ? undefined : without, callback, null, args);
  }

  getStore() {
    const current = context.current();
    return current?.has(this) ? current.get(this) : this.#defaultValue;
  }

  /** A value for the rest of a block, with `using`. */
  withScope(store) {
    const before = context.current();
    context.enter(this.#with(store));
    return {
      __proto__: null,
      [Symbol.dispose]() {
        context.enter(before);
      },
    };
  }
}

exports.AsyncLocalStorage = AsyncLocalStorage;
