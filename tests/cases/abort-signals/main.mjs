const controller = new AbortController();
const { signal } = controller;
console.log(controller, signal, signal === controller.signal, signal.aborted, signal.reason, signal.throwIfAborted());
signal.onabort = (event) => console.log("onabort", event.type, event.target === signal, event.isTrusted);
signal.addEventListener("abort", () => console.log("listener"), { once: true });
console.log(typeof signal.onabort);
controller.abort();
controller.abort("again");
console.log(signal.aborted, signal.reason.name, signal.reason.code, signal.reason.message, signal.reason instanceof DOMException, signal);
try {
  signal.throwIfAborted();
} catch (error) {
  console.log(error === signal.reason);
}

const reason = { any: "value" };
console.log(AbortSignal.abort(reason).reason === reason, AbortSignal.abort().reason.name, AbortSignal.abort(undefined).reason.name);
const withReason = new AbortController();
withReason.abort(null);
console.log(withReason.signal.reason, withReason.signal.aborted);

const timeout = AbortSignal.timeout(5);
console.log(timeout.aborted);
await new Promise((resolve) => {
  timeout.onabort = resolve;
  setTimeout(() => {}, 1000).unref();
  setTimeout(() => {}, 100);
});
console.log(timeout.aborted, timeout.reason.name, timeout.reason.code, timeout.reason.message);

const [one, two] = [new AbortController(), new AbortController()];
const any = AbortSignal.any([one.signal, two.signal]);
const nested = AbortSignal.any([any, new AbortController().signal]);
const order = [];
nested.addEventListener("abort", () => order.push("nested"));
any.addEventListener("abort", () => order.push(`any ${nested.aborted}`));
two.signal.addEventListener("abort", () => order.push(`source ${any.aborted} ${nested.aborted}`));
two.abort("second");
one.abort("first");
console.log(any.aborted, any.reason, nested.reason, order);
console.log(AbortSignal.any([]).aborted, AbortSignal.any([AbortSignal.abort(1), AbortSignal.abort(2)]).reason);

console.log(signal instanceof EventTarget, Object.prototype.toString.call(signal), Object.prototype.toString.call(controller));
for (const wrong of [
  () => new AbortSignal(), () => AbortSignal.any(), () => AbortSignal.any(5), () => AbortSignal.any([5]), () => AbortSignal.timeout("x"),
  () => AbortSignal.timeout(-1), () => AbortSignal.timeout(), () => Reflect.get(AbortSignal.prototype, "aborted", {}),
]) {
  try {
    console.log(wrong());
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
