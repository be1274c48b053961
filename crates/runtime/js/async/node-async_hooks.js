// node:async_hooks, https://nodejs.org/api/async_hooks.html. Storages and resources work; hooks can be made and
// enabled, but nobody calls them: the engine does not tell of its resources.

const { AsyncResource, running } = require("async-resource");
const errors = require("errors");

Object.defineProperty(exports, "AsyncLocalStorage", {
  __proto__: null,
  enumerable: true,
  configurable: true,
  get: () => require("async-local-storage").AsyncLocalStorage,
});

class AsyncHook {
  enable() {
    return this;
  }

  disable() {
    return this;
  }
}

const CALLBACKS = ["init", "before", "after", "destroy", "promiseResolve"];

exports.createHook = function createHook(callbacks) {
  for (const name of CALLBACKS) {
    if (callbacks[name] !== undefined && typeof callbacks[name] !== "function") {
      throw errors.plain(TypeError, "ERR_ASYNC_CALLBACK", `hook.${name} must be a function`);
    }
  }
  return new AsyncHook();
};

exports.executionAsyncId = function executionAsyncId() {
  return running().asyncId;
};

exports.triggerAsyncId = function triggerAsyncId() {
  return running().triggerAsyncId;
};

exports.executionAsyncResource = function executionAsyncResource() {
  return running().resource;
};

exports.asyncWrapProviders = Object.freeze({ __proto__: null });
exports.AsyncResource = AsyncResource;
