// Immediates set by an immediate wait for the next turn; what a timer starts waits for it too, however long the timer takes.
const turns = [];
setImmediate(() => {
  turns.push("immediate 1");
  setImmediate(() => turns.push("immediate of 1"));
  process.nextTick(() => turns.push("tick of 1"));
  Promise.resolve().then(() => turns.push("job of 1"));
});
setImmediate(() => turns.push("immediate 2"));
const cleared = setImmediate(() => turns.push("never"));
clearImmediate(cleared);
setImmediate((a, b) => turns.push(`arguments ${a} ${b}`), 1, "two");
setTimeout(() => {
  console.log(turns.join("\n"));
  setTimeout(() => console.log("timer"), 0);
  setImmediate(() => console.log("immediate before timer"));
  for (const start = performance.now(); performance.now() - start < 5; );
}, 20);
