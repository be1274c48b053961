setTimeout(() => console.log("never printed"), 50);
async function work() {
  await null;
  throw new Error("nobody handles this");
}
work();
console.log("after");
