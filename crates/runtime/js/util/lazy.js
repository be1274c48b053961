// Properties whose value is made on first use: nothing is evaluated before it is touched.

const { defineProperty } = Object;

/**
 * Defines `object[name]` as a property that looks like plain data once read: the first read calls `load` and keeps its
 * result, an assignment replaces it.
 */
exports.lazy = function lazy(object, name, load, enumerable = true) {
  const become = (value) =>
    defineProperty(object, name, { __proto__: null, value, enumerable, writable: true, configurable: true });
  defineProperty(object, name, {
    __proto__: null,
    enumerable,
    configurable: true,
    get() {
      const value = load();
      become(value);
      return value;
    },
    set: become,
  });
};

/**
 * Defines `object[name]` as a function that calls `exported` of the built-in file `file`, which is loaded on the first call.
 * Importing a module reads all that it exports; such functions are read without loading anything.
 */
exports.lazyFunction = function lazyFunction(object, name, length, file, exported = name) {
  const call = (...args) => require(file)[exported](...args);
  object[name] = exports.named(call, exported, length);
};

/** Gives a function the name and the `length` that programs see. */
exports.named = function named(callee, name, length) {
  defineProperty(callee, "name", { __proto__: null, value: name, configurable: true });
  return defineProperty(callee, "length", { __proto__: null, value: length, configurable: true });
};
