// process.finalization: callbacks for objects that are still alive when the process ends.
// https://nodejs.org/api/process.html#processfinalizationregisterref-callback

const errors = require("errors");
const { validateFunction } = require("validators");

/** event -> [{ reference, callback }] */
const registered = { exit: [], beforeExit: [] };

function register(event, object, callback) {
  if (object === null || (typeof object !== "object" && typeof object !== "function")) {
    throw errors.ERR_INVALID_ARG_TYPE("obj", "Object", object);
  }
  validateFunction(callback, "fn");
  const { process } = require("process");
  if (registered[event].length === 0) process.once(event, () => callAll(event));
  registered[event].push({ reference: new WeakRef(object), callback });
}

function callAll(event) {
  const all = registered[event];
  registered[event] = [];
  for (const { reference, callback } of all) {
    const object = reference.deref();
    if (object !== undefined) callback(object, event);
  }
}

exports.finalization = {
  register(object, callback) {
    register("exit", object, callback);
  },
  registerBeforeExit(object, callback) {
    register("beforeExit", object, callback);
  },
  unregister(object) {
    for (const event of Object.keys(registered)) {
      registered[event] = registered[event].filter(({ reference }) => reference.deref() !== object);
    }
  },
};
