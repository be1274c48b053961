const outcome = await import("./rejecting.mjs").then(() => "fulfilled", (error) => `rejected: ${error.message}`);
console.log(outcome);
try {
  await Promise.reject(new Error("inner"));
} catch (error) {
  console.log("caught", error.message);
} finally {
  console.log("finally");
}
