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
