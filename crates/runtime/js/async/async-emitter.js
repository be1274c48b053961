// events.EventEmitterAsyncResource: an emitter whose listeners run in the async context it was made in.
// https://nodejs.org/api/events.html#class-eventseventemitterasyncresource-extends-eventemitter

const { AsyncResource } = require("async-resource");
const { EventEmitter } = require("events");
const errors = require("errors");

class EventEmitterReferencingAsyncResource extends AsyncResource {
  #emitter;

  constructor(emitter, type, options) {
    super(type, options);
    this.#emitter = emitter;
  }

  get eventEmitter() {
    return this.#emitter;
  }
}

class EventEmitterAsyncResource extends EventEmitter {
  #resource;

  constructor(options = undefined) {
    const name = typeof options === "string" ? options : options?.name;
    if (typeof options === "string") options = undefined;
    else if (new.target === EventEmitterAsyncResource) require("validators").validateString(name, "options.name");
    super(options);
    this.#resource = new EventEmitterReferencingAsyncResource(this, name || new.target.name, options);
  }

  static #of(emitter) {
    if (!(#resource in emitter)) throw errors.ERR_INVALID_THIS("EventEmitterAsyncResource");
    return emitter.#resource;
  }

  emit(event, ...args) {
    return EventEmitterAsyncResource.#of(this).runInAsyncScope(super.emit, this, event, ...args);
  }

  emitDestroy() {
    EventEmitterAsyncResource.#of(this).emitDestroy();
  }

  get asyncId() {
    return EventEmitterAsyncResource.#of(this).asyncId();
  }

  get triggerAsyncId() {
    return EventEmitterAsyncResource.#of(this).triggerAsyncId();
  }

  get asyncResource() {
    return EventEmitterAsyncResource.#of(this);
  }
}

exports.EventEmitterAsyncResource = EventEmitterAsyncResource;
