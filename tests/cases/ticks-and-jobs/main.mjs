// A module's body is itself a promise job: jobs come before ticks at first. From then on all ticks come before any job.
const log = (text) => console.log(text);
process.nextTick(() => {
  log("tick 1");
  process.nextTick(() => log("tick of tick"));
  Promise.resolve().then(() => {
    log("job of tick");
    process.nextTick(() => log("tick of job of tick"));
    Promise.resolve().then(() => log("job of job of tick"));
  });
});
process.nextTick((...args) => log(`tick 2 ${args}`), 1, "b");
Promise.resolve().then(() => {
  log("job 1");
  process.nextTick(() => log("tick of job"));
});
queueMicrotask(() => log("microtask"));
(async () => {
  log("async before");
  await null;
  log("async after");
})();
setImmediate(() => log("immediate"));
process.on("exit", () => {
  log("exit");
  process.nextTick(() => log("never"));
  Promise.resolve().then(() => log("never"));
});
log("main");
for (const wrong of [undefined, 5, {}]) {
  try {
    process.nextTick(wrong);
  } catch (error) {
    log(`${error.code} ${error.message}`);
  }
  try {
    queueMicrotask(wrong);
  } catch (error) {
    log(`${error.code} ${error.message}`);
  }
}
