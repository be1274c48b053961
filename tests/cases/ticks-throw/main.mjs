process.on("uncaughtException", (error, origin) => console.log("caught", error, origin));
process.nextTick(() => {
  throw 1;
});
process.nextTick(() => console.log("tick 2"));
queueMicrotask(() => {
  throw 2;
});
queueMicrotask(() => console.log("microtask 2"));
setTimeout(() => {
  console.log("timeout");
  process.nextTick(() => console.log("tick of timeout"));
});
// The timer is due before the event loop turns for the first time, however slow the machine is.
for (const start = performance.now(); performance.now() - start < 5; );
