console.log("before");
setTimeout(() => console.log("timer"), 1);
await new Promise(() => {});
console.log("never printed");
