import { performance as fromModule, PerformanceMark as MarkFromModule } from "node:perf_hooks";

console.log(fromModule === performance, MarkFromModule === PerformanceMark);
const [a, b] = [performance.now(), performance.now()];
console.log(typeof a, a >= 0, b >= a, a < 60_000, Math.abs(performance.timeOrigin + performance.now() - Date.now()) < 1000);
console.log(performance.timeOrigin === performance.timeOrigin, typeof performance.toJSON().timeOrigin);
const mark = performance.mark("m", { startTime: 5, detail: { list: [1] } });
console.log(mark, mark instanceof PerformanceMark, mark instanceof PerformanceEntry, JSON.stringify(mark));
console.log(performance.mark("n", { startTime: 50 }).detail, performance.mark("now").startTime > 0);
console.log(performance.measure("numbers", { start: 1, end: 4 }), performance.measure("duration", { start: 2, duration: 3 }));
console.log(performance.measure("end", { end: 9, duration: 4, detail: "d" }));
performance.mark("start", { startTime: 10 });
performance.mark("stop", { startTime: 30 });
const measure = performance.measure("between", "start", "stop");
console.log(measure.startTime, measure.duration, measure.detail, measure.entryType, measure instanceof PerformanceMeasure);
console.log(performance.measure("from the beginning").startTime, performance.measure("until", undefined, "stop").duration);
console.log(performance.getEntriesByName("m").length, performance.getEntriesByName("m", "measure").length, performance.getEntriesByName("x"));
console.log(performance.getEntriesByType("mark").filter(({ name }) => name !== "now").map(({ name }) => name), performance.getEntriesByType("measure").map(({ name }) => name));
const times = performance.getEntries().map(({ startTime }) => startTime);
console.log(times.every((time, i) => i === 0 || times[i - 1] <= time));
performance.clearMarks("now");
performance.clearMarks("m");
console.log(performance.getEntriesByName("m").length, performance.getEntriesByType("mark").length);
performance.clearMarks();
performance.clearMeasures();
console.log(performance.getEntries());
const detail = { changing: 1 };
const copied = performance.mark("copied", { detail });
detail.changing = 2;
console.log(copied.detail, Object.prototype.toString.call(performance), performance instanceof EventTarget);
for (const wrong of [
  () => performance.mark(), () => performance.mark("x", { startTime: -1 }), () => performance.mark("x", { startTime: "1" }), () => performance.measure(),
  () => performance.measure("x", "no such mark"), () => performance.measure("x", { start: 1, end: 2, duration: 1 }), () => performance.measure("x", { start: 1 }, "copied"),
  () => new PerformanceEntry(), () => new Performance(), () => performance.now.call({}), () => performance.getEntriesByName(), () => performance.mark("nodeStart"),
  () => performance.mark("x", { detail: () => {} }),
]) {
  try {
    console.log(typeof wrong());
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
