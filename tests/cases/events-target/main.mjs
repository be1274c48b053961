const target = new EventTarget();
const log = [];
const listener = (event) => log.push(`listener ${event.type}`);
target.addEventListener("e", listener);
target.addEventListener("e", listener); // the same, so once
target.addEventListener("e", listener, { capture: true }); // another
target.addEventListener("e", { handleEvent(event) { log.push(`object ${event.type} ${this.handleEvent !== undefined}`); } });
target.addEventListener("e", function () { log.push(`this ${this === target}`); }, { once: true });
console.log(target.dispatchEvent(new Event("e")), log.splice(0));
target.removeEventListener("e", listener);
target.dispatchEvent(new Event("e"));
console.log(log.splice(0));
target.removeEventListener("e", listener, true);
target.dispatchEvent(new Event("e"));
console.log(log.splice(0));

const event = new Event("state", { bubbles: true, cancelable: true, composed: true });
console.log(event.type, event.bubbles, event.cancelable, event.composed, event.defaultPrevented, event.isTrusted, event.eventPhase);
console.log(event.target, event.currentTarget, event.composedPath(), event.returnValue, event.cancelBubble, event.timeStamp > 0);
target.addEventListener("state", (event) => {
  console.log(event.target === target, event.currentTarget === target, event.srcElement === target, event.eventPhase === Event.AT_TARGET);
  console.log(event.composedPath().length);
  event.preventDefault();
  event.stopPropagation();
  console.log(event.defaultPrevented, event.cancelBubble);
  try {
    target.dispatchEvent(event);
  } catch (error) {
    console.log(error.code, error.message);
  }
});
console.log(target.dispatchEvent(event), event.eventPhase, event.currentTarget, event.target === target);

target.addEventListener("passive", (event) => event.preventDefault(), { passive: true });
console.log(target.dispatchEvent(new Event("passive", { cancelable: true })));
target.addEventListener("stop", (event) => event.stopImmediatePropagation());
target.addEventListener("stop", () => console.log("never"));
target.dispatchEvent(new Event("stop"));

const controller = new AbortController();
target.addEventListener("signal", () => console.log("signal"), { signal: controller.signal });
target.dispatchEvent(new Event("signal"));
controller.abort();
target.dispatchEvent(new Event("signal"));
target.addEventListener("signal", () => console.log("never"), { signal: controller.signal });
target.dispatchEvent(new Event("signal"));

// What a listener throws is uncaught, later; the others still run.
process.on("uncaughtException", (error) => console.log("uncaught", error.message));
target.addEventListener("throw", () => {
  throw new Error("from a listener");
});
target.addEventListener("throw", async () => {
  throw new Error("from an async listener");
});
target.addEventListener("throw", () => console.log("the next one"));
console.log(target.dispatchEvent(new Event("throw")));

const custom = new CustomEvent("c", { detail: { a: 1 }, cancelable: true });
console.log(custom.detail, new CustomEvent("c").detail, custom instanceof Event);
console.log(Object.prototype.toString.call(custom), Object.prototype.toString.call(target), target);
class MyTarget extends EventTarget {}
console.log(new MyTarget(), Event.NONE, Event.CAPTURING_PHASE, Event.AT_TARGET, Event.BUBBLING_PHASE);
const changed = new Event("before");
changed.initEvent("after", true, true);
console.log(changed.type, changed.bubbles, changed.cancelable);

for (const wrong of [
  () => new Event(), () => new CustomEvent(), () => target.dispatchEvent({}), () => target.dispatchEvent(), () => target.addEventListener("x"),
  () => target.addEventListener("x", 5), () => target.addEventListener("x", () => {}, { signal: 5 }), () => EventTarget.prototype.addEventListener.call({}, "x", () => {}),
  () => new Event("x", 5), () => Event.prototype.preventDefault.call({}), () => Reflect.get(Event.prototype, "type", {}),
]) {
  try {
    console.log(wrong());
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
