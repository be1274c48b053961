process.on("uncaughtException", () => {
  throw new TypeError("from the listener");
});
process.on("exit", (code) => console.log("exit", code));
setTimeout(() => {
  throw new Error("first");
});
