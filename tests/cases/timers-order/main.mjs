// Timers of one duration run in the order they were started; those of another when they are due. Ticks and promise jobs run
// between any two callbacks.
const log = (text) => console.log(text);

setTimeout(() => log("1 ms"), 1);
setTimeout(() => log("0 ms"), 0);
setTimeout(() => log("none"));
setTimeout(() => log("NaN-free string"), "1");
setTimeout((...args) => log(`arguments ${args}`), 1, "a", 2, [3]);
setTimeout(() => {
  log("first");
  process.nextTick(() => log("tick of first"));
  Promise.resolve().then(() => log("job of first"));
  queueMicrotask(() => log("microtask of first"));
}, 2);
setTimeout(() => log("second"), 2);
setTimeout(() => log("last"), 30);
log("main");
