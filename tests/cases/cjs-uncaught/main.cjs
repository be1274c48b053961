// An exception of a required file, seen by a listener first, then by nobody.
process.once("uncaughtException", (error, origin) => {
  console.log("listener", error.message, origin);
  setTimeout(() => require("./throws"), 1);
});
process.on("exit", (code) => console.log("exit", code));
process.nextTick(() => console.log("tick"));
Promise.resolve().then(() => console.log("job"));
setTimeout(() => console.log("timer"), 0);
require("./throws");
