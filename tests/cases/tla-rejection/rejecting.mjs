await null;
console.log("rejecting");
await Promise.reject(new RangeError("rejected at the top level"));
