// The callback that takes uncaught exceptions, and the monitor that sees them first.
process.on("uncaughtExceptionMonitor", (error) => console.log("monitor", error.message));
process.on("uncaughtException", () => console.log("not asked"));
process.setUncaughtExceptionCaptureCallback((error) => console.log("captured", error.message));
setTimeout(() => {
  throw new Error("one");
});
setTimeout(() => {
  process.setUncaughtExceptionCaptureCallback(null);
  process.removeAllListeners("uncaughtException");
  process.on("uncaughtException", (error) => console.log("listener", error.message));
  throw new Error("two");
}, 5);
