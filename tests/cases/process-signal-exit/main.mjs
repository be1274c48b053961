// A listener that ends the program with the code that shells use.
process.on("SIGINT", (name, number) => {
  console.log(name);
  process.exit(128 + number);
});
setInterval(() => {}, 1000);
setTimeout(() => process.kill(process.pid, "SIGINT"), 10);
