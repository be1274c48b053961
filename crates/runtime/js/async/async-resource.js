// AsyncResource, https://nodejs.org/api/async_context.html#class-asyncresource

const context = require("async-context");
const errors = require("errors");
const { validateFunction, validateString } = require("validators");

/** The program itself has 1. */
let lastId = 1;
/** The resource whose callback runs, and its ids. */
let running = { asyncId: 1, triggerAsyncId: 0, resource: {} };

exports.running = () => running;

class AsyncResource {
  #asyncId;
  #triggerAsyncId;
  #context = context.current();

  constructor(type, options = {}) {
    validateString(type, "type");
    const triggerAsyncId = typeof options === "number" ? options : (options?.triggerAsyncId ?? running.asyncId);
    if (!Number.isSafeInteger(triggerAsyncId) || triggerAsyncId < -1) {
      const message = `Invalid triggerAsyncId value: ${require("inspect").inspect(triggerAsyncId)}`;
      throw errors.plain(RangeError, "ERR_INVALID_ASYNC_ID", message);
    }
    if (typeof options === "object" && options?.requireManualDestroy !== undefined) {
      require("validators").validateBoolean(options.requireManualDestroy, "options.requireManualDestroy");
    }
    if (type === "") throw errors.plain(TypeError, "ERR_ASYNC_TYPE", `Invalid name for async "type": ${type}`);
    this.#asyncId = ++lastId;
    this.#triggerAsyncId = triggerAsyncId;
  }

  runInAsyncScope(fn, thisArg, ...args) {
    const before = running;
    running = { asyncId: this.#asyncId, triggerAsyncId: this.#triggerAsyncId, resource: this };
    try {
      return context.runIn(this.#context, fn, thisArg, args);
    } finally {
      running = before;
    }
  }

  /** Nobody watches resources, so that nobody is told. */
  emitDestroy() {
    return this;
  }

  asyncId() {
    return this.#asyncId;
  }

  triggerAsyncId() {
    return this.#triggerAsyncId;
  }

  bind(fn, thisArg) {
    validateFunction(fn, "fn");
    const resource = this;
    function bound(...args) {
      return resource.runInAsyncScope(fn, thisArg ?? this, ...args);
    }
    return Object.defineProperties(bound, {
      length: { __proto__: null, value: fn.length, configurable: true },
    });
  }

  static bind(fn, type, thisArg) {
    return new AsyncResource(type || fn.name || "bound-anonymous-fn").bind(fn, thisArg);
  }
}

exports.AsyncResource = AsyncResource;
