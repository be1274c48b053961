process.on("uncaughtExceptionMonitor", (error, origin) => console.log("monitor", error.message, origin));
process.once("uncaughtException", (error, origin) => {
  console.log("handled", error.message, origin);
  process.once("uncaughtException", (second) => {
    console.log("handled", second.message);
    console.log(process.exitCode);
  });
  setTimeout(() => {
    throw new Error("second");
  });
});
throw new Error("first");
