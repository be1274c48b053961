process.on("exit", (code) => {
  console.log("exit", code, process.exitCode);
  process.exitCode = 9;
});
throw new Error("the code is the listener's");
