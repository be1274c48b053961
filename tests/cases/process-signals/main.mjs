// Signals as events: listened for, once, and no more.
const wait = setInterval(() => {}, 1000);
process.once("SIGUSR2", (name, number) => {
  console.log(name, number, process.listenerCount("SIGUSR2"));
  process.kill(process.pid, "SIGTERM");
});
process.on("SIGTERM", function onTerm(name) {
  console.log(name);
  process.off("SIGTERM", onTerm);
  clearInterval(wait);
});
process.on("SIGCHLD", () => {});
process.kill(process.pid, "SIGUSR2");
process.on("exit", (code) => console.log("exit", code));
