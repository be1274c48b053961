// process.env: the environment as an object of strings, through a proxy.

const { bare } = require("errors");
const { custom } = require("inspect-class");

/** What a value is stored as. A symbol cannot be, and throws. */
function text(value) {
  return `${value}`;
}

// Holds nothing but what prints the whole environment: printing looks at the target, past the proxy.
const target = Object.defineProperty({}, custom, {
  __proto__: null,
  value: () => ({ ...env }),
  configurable: true,
  writable: true,
});

function describe(value) {
  return { value, writable: true, enumerable: true, configurable: true };
}

const handler = {
  __proto__: null,

  get(object, key) {
    if (typeof key === "symbol") return key === custom ? undefined : object[key];
    const value = natives.envGet(key);
    return value === undefined ? object[key] : value;
  },

  set(_object, key, value) {
    natives.envSet(text(key), text(value));
    return true;
  },

  has(object, key) {
    return typeof key === "string" && (natives.envGet(key) !== undefined || key in object);
  },

  deleteProperty(_object, key) {
    if (typeof key === "string") natives.envDelete(key);
    return true;
  },

  ownKeys() {
    return natives.envKeys();
  },

  getOwnPropertyDescriptor(_object, key) {
    const value = typeof key === "string" ? natives.envGet(key) : undefined;
    return value === undefined ? undefined : describe(value);
  },

  defineProperty(_object, key, descriptor) {
    if ("get" in descriptor || "set" in descriptor) {
      const message = "'process.env' does not accept an accessor(getter/setter) descriptor";
      throw bare(TypeError, "ERR_INVALID_OBJECT_DEFINE_PROPERTY", message);
    }
    if (!descriptor.configurable || !descriptor.writable || !descriptor.enumerable) {
      const message = "'process.env' only accepts a configurable, writable, and enumerable data descriptor";
      throw bare(TypeError, "ERR_INVALID_OBJECT_DEFINE_PROPERTY", message);
    }
    natives.envSet(text(key), text(descriptor.value));
    return true;
  },
};

const env = new Proxy(target, handler);

exports.env = env;
