process.on("exit", (code) => {
  console.log("exit", code);
  process.exit(4);
});
process.on("beforeExit", () => console.log("never"));
setTimeout(() => console.log("never"), 0);
Promise.resolve().then(() => console.log("never"));
try {
  process.exit(3);
} finally {
  console.log("never");
}
