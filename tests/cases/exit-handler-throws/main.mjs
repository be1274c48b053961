process.on("exit", () => {
  throw new Error("in exit");
});
process.on("exit", () => console.log("never"));
console.log("main");
