// A reason that is no error is wrapped in one.
const reasons = [undefined, null, 5, "text", Symbol("s"), {}, [1], () => {}];
let next = 0;
process.on("uncaughtException", (error, origin) => {
  console.log(origin, error.code, error.name, error instanceof Error);
  console.log(error.message.replace(/^.*reason/, "..."));
  reject();
});
function reject() {
  if (next < reasons.length) setTimeout(() => Promise.reject(reasons[next++]));
}
reject();
