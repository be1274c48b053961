// A timer that throws ends neither the others nor, with a listener, the program.
process.on("uncaughtException", (error, origin) => console.log("caught", error.message, origin));
setTimeout(() => {
  throw new Error("first");
}, 1);
setTimeout(() => console.log("second"), 1);
const interval = setInterval(() => {
  clearInterval(interval);
  throw new Error("interval");
}, 2);
setTimeout(() => {
  setImmediate(() => {
    throw new Error("immediate");
  });
  setImmediate(() => console.log("next immediate"));
}, 20);
