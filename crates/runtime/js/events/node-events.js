// node:events

const { EventEmitter } = require("events");

exports.default = EventEmitter;
for (const name of [
  "EventEmitter", "EventEmitterAsyncResource", "addAbortListener", "captureRejectionSymbol", "captureRejections",
  "defaultMaxListeners", "errorMonitor", "getEventListeners", "getMaxListeners", "init", "listenerCount", "on", "once",
  "setMaxListeners", "usingDomains",
]) {
  exports[name] = EventEmitter[name];
}
