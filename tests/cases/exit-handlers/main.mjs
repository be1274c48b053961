let rounds = 0;
process.on("beforeExit", (code) => {
  console.log("beforeExit", code);
  if (++rounds < 3) setTimeout(() => console.log("more work", rounds), 1);
  if (rounds === 3) Promise.resolve().then(() => console.log("a job is no reason to go on"));
});
process.on("exit", (code) => {
  console.log("exit", code);
  setTimeout(() => console.log("never"), 0);
  process.exitCode = 6;
});
process.once("exit", (code) => console.log("second listener", code, process.exitCode));
