// node:diagnostics_channel, https://nodejs.org/api/diagnostics_channel.html

const errors = require("errors");
const { validateFunction } = require("validators");

/** A channel lives as long as somebody holds it or listens to it. */
const known = new Map(); // name -> WeakRef
const kept = new Set(); // channels with subscribers or stores

function report(error) {
  require("tasks").nextTick(() => {
    throw error;
  });
}

function keep(channel) {
  if (channel._subscribers?.length > 0 || channel._stores?.size > 0) kept.add(channel);
  else kept.delete(channel);
}

class Channel {
  constructor(name) {
    this._subscribers = undefined;
    this._stores = undefined;
    this.name = name;
  }

  static [Symbol.hasInstance](value) {
    const prototype = value === null || typeof value !== "object" ? null : Object.getPrototypeOf(value);
    return prototype === Channel.prototype;
  }

  get hasSubscribers() {
    return this._subscribers?.length > 0 || this._stores?.size > 0;
  }

  subscribe(subscription) {
    validateFunction(subscription, "subscription");
    this._subscribers = [...(this._subscribers ?? []), subscription];
    keep(this);
  }

  unsubscribe(subscription) {
    const index = this._subscribers?.indexOf(subscription) ?? -1;
    if (index < 0) return false;
    this._subscribers = this._subscribers.toSpliced(index, 1);
    keep(this);
    return true;
  }

  /** What a subscriber throws does not stop the others, and is an uncaught exception. */
  publish(data) {
    for (const subscription of this._subscribers ?? []) {
      try {
        subscription(data, this.name);
      } catch (error) {
        report(error);
      }
    }
  }

  bindStore(store, transform) {
    this._stores ??= new Map();
    this._stores.set(store, transform);
    keep(this);
  }

  unbindStore(store) {
    const found = this._stores?.delete(store) ?? false;
    keep(this);
    return found;
  }

  /** Calls `fn` where each bound store holds `data`, or what its transform makes of it. */
  runStores(data, fn, thisArg, ...args) {
    let run = () => {
      this.publish(data);
      return Reflect.apply(fn, thisArg, args);
    };
    for (const [store, transform] of this._stores ?? []) run = within(store, data, transform, run);
    return run();
  }

  withStoreScope(data) {
    return new StoreScope(this, data);
  }
}

for (const name of ["publish", "unbindStore", "unsubscribe", "withStoreScope"]) {
  require("lazy").named(Channel.prototype[name], name, 0);
}

function within(store, data, transform, next) {
  return () => {
    let context = data;
    try {
      context = transform?.(data) ?? (transform === undefined ? data : undefined);
    } catch (error) {
      report(error);
      return next();
    }
    return store.run(context, next);
  };
}

/** The stores of a channel for the rest of a block, with `using`. */
class StoreScope {
  #scopes = [];

  constructor(channel, data) {
    for (const [store, transform] of channel._stores ?? []) {
      try {
        this.#scopes.push(store.withScope(transform === undefined ? data : transform(data)));
      } catch (error) {
        report(error);
      }
    }
    channel.publish(data);
  }

  [Symbol.dispose]() {
    for (const scope of this.#scopes.splice(0).reverse()) scope[Symbol.dispose]();
  }
}

function channel(name) {
  const existing = known.get(name)?.deref();
  if (existing !== undefined) return existing;
  if (typeof name !== "string" && typeof name !== "symbol") {
    throw errors.ERR_INVALID_ARG_TYPE("channel", ["string", "symbol"], name);
  }
  const created = new Channel(name);
  known.set(name, new WeakRef(created));
  return created;
}

const isThenable = (value) => typeof value?.then === "function";

/** The channel for one event of `nameOrChannels`. */
function eventChannel(nameOrChannels, event) {
  if (typeof nameOrChannels === "string") return channel(`tracing:${nameOrChannels}:${event}`);
  if (typeof nameOrChannels !== "object" || nameOrChannels === null) {
    throw errors.ERR_INVALID_ARG_TYPE("nameOrChannels", ["string", "TracingChannel", "Object"], nameOrChannels);
  }
  const given = nameOrChannels[event];
  if (!(given instanceof Channel)) throw errors.ERR_INVALID_ARG_TYPE(`nameOrChannels.${event}`, "Channel", given);
  return given;
}

function subscribeAll(events, target, handlers) {
  for (const event of events) if (handlers[event]) target[event]?.subscribe(handlers[event]);
}

function unsubscribeAll(events, target, handlers) {
  const results = events.filter((event) => handlers[event]).map((event) => target[event]?.unsubscribe(handlers[event]));
  return results.every(Boolean);
}

/** The start and the end of something. */
class BoundedChannel {
  constructor(nameOrChannels) {
    for (const event of BOUNDS) this[event] = eventChannel(nameOrChannels, event);
  }

  get hasSubscribers() {
    return this.start.hasSubscribers || this.end.hasSubscribers;
  }

  subscribe(handlers) {
    subscribeAll(BOUNDS, this, handlers);
  }

  unsubscribe(handlers) {
    return unsubscribeAll(BOUNDS, this, handlers);
  }

  run(context, fn, thisArg, ...args) {
    return this.start.runStores(context, () => {
      try {
        return Reflect.apply(fn, thisArg, args);
      } finally {
        this.end.publish(context);
      }
    });
  }

  withScope(context = {}) {
    return new BoundedChannelScope(this, context);
  }
}

class BoundedChannelScope {
  #channel;
  #context;
  #scope;

  constructor(bounded, context) {
    this.#channel = bounded;
    this.#context = context;
    this.#scope = bounded.start.withStoreScope(context);
  }

  [Symbol.dispose]() {
    if (this.#scope === undefined) return;
    this.#channel.end.publish(this.#context);
    this.#scope[Symbol.dispose]();
    this.#scope = undefined;
  }
}

const BOUNDS = ["start", "end"];
const EVENTS = ["start", "end", "asyncStart", "asyncEnd", "error"];

/** The events of one operation: where it starts and ends, at once and later, and how it fails. */
class TracingChannel {
  constructor(nameOrChannels) {
    for (const event of EVENTS) this[event] = eventChannel(nameOrChannels, event);
  }

  get hasSubscribers() {
    return EVENTS.some((event) => this[event].hasSubscribers);
  }

  subscribe(handlers) {
    subscribeAll(EVENTS, this, handlers);
  }

  unsubscribe(handlers) {
    return unsubscribeAll(EVENTS, this, handlers);
  }

  #fail(context, error) {
    context.error = error;
    this.error.publish(context);
  }

  traceSync(fn, context = {}, thisArg = undefined, ...args) {
    if (!this.hasSubscribers) return Reflect.apply(fn, thisArg, args);
    return this.start.runStores(context, () => {
      try {
        context.result = Reflect.apply(fn, thisArg, args);
        return context.result;
      } catch (error) {
        this.#fail(context, error);
        throw error;
      } finally {
        this.end.publish(context);
      }
    });
  }

  #settled(context) {
    this.asyncStart.publish(context);
    this.asyncEnd.publish(context);
  }

  tracePromise(fn, context = {}, thisArg = undefined, ...args) {
    if (!this.hasSubscribers) return Reflect.apply(fn, thisArg, args);
    const resolved = (result) => {
      context.result = result;
      this.#settled(context);
      return result;
    };
    const rejected = (error) => {
      this.#fail(context, error);
      this.#settled(context);
      throw error;
    };
    return this.start.runStores(context, () => {
      try {
        const result = Reflect.apply(fn, thisArg, args);
        if (isThenable(result)) return result.then(resolved, rejected);
        warnOfValue(fn);
        context.result = result;
        return result;
      } catch (error) {
        this.#fail(context, error);
        throw error;
      } finally {
        this.end.publish(context);
      }
    });
  }

  traceCallback(fn, position = -1, context = {}, thisArg = undefined, ...args) {
    if (!this.hasSubscribers) return Reflect.apply(fn, thisArg, args);
    const callback = args.at(position);
    validateFunction(callback, "callback");
    const tracing = this;
    function traced(error, result) {
      if (error) tracing.#fail(context, error);
      else context.result = result;
      return tracing.asyncStart.runStores(context, () => {
        try {
          return Reflect.apply(callback, this, arguments);
        } finally {
          tracing.asyncEnd.publish(context);
        }
      });
    }
    args.splice(position, 1, traced);
    return this.start.runStores(context, () => {
      try {
        return Reflect.apply(fn, thisArg, args);
      } catch (error) {
        this.#fail(context, error);
        throw error;
      } finally {
        this.end.publish(context);
      }
    });
  }
}

function warnOfValue(fn) {
  const name = fn.name || "<anonymous>";
  const message = `tracePromise was called with the function '${name}', which returned a non-thenable.`;
  require("process").process.emitWarning(message);
}

exports.channel = channel;
exports.hasSubscribers = function hasSubscribers(name) {
  return known.get(name)?.deref()?.hasSubscribers ?? false;
};
exports.subscribe = function subscribe(name, subscription) {
  return channel(name).subscribe(subscription);
};
exports.unsubscribe = function unsubscribe(name, subscription) {
  return channel(name).unsubscribe(subscription);
};
exports.boundedChannel = function boundedChannel(nameOrChannels) {
  return new BoundedChannel(nameOrChannels);
};
exports.tracingChannel = function tracingChannel(nameOrChannels) {
  return new TracingChannel(nameOrChannels);
};
exports.BoundedChannel = BoundedChannel;
exports.Channel = Channel;
