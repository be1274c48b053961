// Without a listener a rejection that nobody handles is an uncaught exception.
process.on("exit", (code) => console.log("exit", code));
setTimeout(() => console.log("never"), 10);
Promise.reject(new RangeError("nobody cares"));
console.log("main");
