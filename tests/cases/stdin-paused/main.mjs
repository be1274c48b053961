// Input that nobody wants any more does not keep the program alive.
process.stdin.once("data", (chunk) => {
  process.stdin.pause();
  console.log(String(chunk), process.stdin.isPaused());
});
