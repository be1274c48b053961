console.log("stuck");
await { then() {} };
