process.on("unhandledRejection", (reason, promise) => {
  console.log("unhandled", reason, promise instanceof Promise);
});
process.on("rejectionHandled", (promise) => console.log("handled later", promise === late));
Promise.reject(1);
Promise.reject(new Error("handled in time")).catch(() => {});
const inTime = Promise.reject("handled by a job");
Promise.resolve().then(() => inTime.catch(() => console.log("in time")));
const late = Promise.reject("late");
setTimeout(() => late.catch(() => {}), 5);
(async () => {
  throw undefined;
})();
new Promise((resolve, reject) => reject({ plain: true }));
