process.on("unhandledRejection", () => {});
process.on("warning", (warning) => console.log(`${warning.name}: ${warning.message}`));
const promise = Promise.reject(5);
setTimeout(() => promise.catch(() => console.log("caught")), 1);
