// Counters, timers and assertions. Times differ from run to run: only their form is looked at.
console.count();
console.count();
console.count("x");
console.countReset("x");
console.count("x");
console.count(undefined);
console.count(null);
console.count({});
console.count(5);
console.count("5");
console.countReset();
console.count("default");
console.count("%s");

const lines = [];
const { Console } = console;
const recorder = new Console({
  write: (text) => lines.push(text),
  once() {},
  removeListener() {},
  listenerCount: () => 0,
});
recorder.time();
recorder.timeLog();
recorder.timeLog("default", { a: 1 }, "%s");
recorder.timeEnd();
recorder.time("named");
recorder.timeEnd("named");
for (const line of lines) console.log(JSON.stringify(line.replace(/\d+(\.\d+)?ms/, "TIMEms")));

console.assert(true, "not printed");
console.assert(1);
console.assert(false);
console.assert(false, "text");
console.assert(false, "%s filled in", "text");
console.assert(false, { a: 1 }, "after");
console.assert(0, 5);
console.assert();
console.assert(false, undefined);
console.assert("", "two\nlines");
console.error("error %d", 1);
console.warn("warning", { a: 1 });
console.error();
console.trace("trace %s", 5);
console.trace();
for (const method of ["count", "time"]) {
  try {
    console[method](Symbol("s"));
  } catch (error) {
    console.log(error.name);
  }
}
console.countReset("never counted");
console.time("twice");
console.time("twice");
console.timeEnd("never started");
console.timeLog("never started");
