import EventEmitter, { EventEmitter as Named, defaultMaxListeners, errorMonitor, getEventListeners, once, on, setMaxListeners } from "node:events";

console.log(EventEmitter === Named, defaultMaxListeners, EventEmitter.defaultMaxListeners);
const emitter = new EventEmitter();
console.log(emitter);
const log = (name) => function (...args) {
  console.log(name, this === emitter, ...args);
};
const [a, b, c] = [log("a"), log("b"), log("c")];
emitter.on("newListener", (type, listener) => console.log("new", type, listener === a, listener === b, listener === c));
emitter.on("removeListener", (type, listener) => console.log("removed", type, listener === a, listener === b));
console.log(emitter.on("x", a) === emitter, emitter.once("x", b) === emitter, emitter.prependListener("x", c) === emitter);
console.log(emitter.emit("x", 1, 2), emitter.emit("y"), emitter.listenerCount("x"), emitter.listenerCount("x", a));
emitter.prependOnceListener("x", b);
emitter.addListener("x", a);
console.log(emitter.rawListeners("x").map((f) => f.name), emitter.listeners("x").length, emitter.rawListeners("x")[0].listener === b);
emitter.removeListener("x", a).off("x", b);
console.log(emitter.eventNames(), getEventListeners(emitter, "x").length);
emitter.removeAllListeners("x");
emitter.removeAllListeners();
console.log(emitter.eventNames());

// A listener that is removed while the event is under way is still called this time.
const changing = new EventEmitter();
const late = () => console.log("late");
changing.on("e", () => {
  changing.off("e", late);
  changing.on("e", () => console.log("next time"));
});
changing.on("e", late);
changing.emit("e");
changing.emit("e");

changing.on(errorMonitor, (error) => console.log("monitor", error?.message ?? error));
for (const error of [new RangeError("an error"), "text", undefined, { plain: true }]) {
  try {
    changing.emit("error", error);
  } catch (thrown) {
    console.log(thrown.name, thrown.code, thrown.message, thrown.context);
  }
}
try {
  changing.emit("error");
} catch (thrown) {
  console.log(thrown.message);
}

const promised = new EventEmitter();
setTimeout(() => promised.emit("ready", 1, 2), 1);
console.log(await once(promised, "ready"));
setTimeout(() => promised.emit("error", new Error("failed")), 1);
console.log(await once(promised, "ready").catch((error) => error.message), promised.eventNames());
const controller = new AbortController();
const aborted = once(promised, "ready", { signal: controller.signal });
controller.abort();
console.log(await aborted.catch((error) => `${error.name} ${error.code} ${error.message} ${error.cause.name}`), promised.eventNames());

setTimeout(() => {
  for (const value of ["one", "two", "three"]) promised.emit("item", value);
  promised.emit("end");
}, 1);
for await (const [value] of on(promised, "item", { close: ["end"] })) console.log(value);
console.log(promised.eventNames());

const rejecting = new EventEmitter({ captureRejections: true });
rejecting.on("work", async () => {
  throw new Error("rejected");
});
rejecting.on("error", (error) => console.log("captured", error.message));
rejecting.emit("work");
await new Promise(setImmediate);

class Child extends EventEmitter {
  constructor() {
    super();
    this.name = "child";
  }
}
console.log(new Child(), new Child() instanceof EventEmitter, emitter.getMaxListeners(), emitter.setMaxListeners(1) === emitter);
process.on("warning", ({ name, message, count, type }) => console.log(name, message, count, type));
emitter.on("many", a).on("many", a).on("many", a);
setMaxListeners(0, emitter);
emitter.on("more", a).on("more", a);

for (const wrong of [
  () => emitter.on("x"), () => emitter.once("x", 5), () => emitter.off("x"), () => emitter.setMaxListeners(-1), () => emitter.setMaxListeners("1"),
  () => (EventEmitter.defaultMaxListeners = -1), () => getEventListeners({}, "x"), () => new EventEmitter({ captureRejections: 1 }),
]) {
  try {
    wrong();
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
function Old() {
  EventEmitter.call(this);
}
Object.setPrototypeOf(Old.prototype, EventEmitter.prototype);
console.log(new Old().on("x", a).listenerCount("x"));
