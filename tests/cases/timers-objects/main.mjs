const timer = setTimeout(() => {}, 10_000);
console.log(typeof timer, timer.constructor.name, timer.hasRef());
console.log(timer.unref() === timer, timer.hasRef(), timer.ref() === timer, timer.hasRef());
console.log(timer.refresh() === timer, timer.close() === timer);

// By number, as in browsers.
const byNumber = setTimeout(() => console.log("never"), 5);
const id = +byNumber;
console.log(Number.isInteger(id), `${byNumber}` === String(id));
clearTimeout(id);
const byText = setTimeout(() => console.log("never"), 5);
clearTimeout(String(+byText));
clearTimeout(undefined);
clearTimeout(null);
clearTimeout("no such timer");
clearTimeout({});
clearInterval(setTimeout(() => console.log("never"), 5));

{
  using disposed = setTimeout(() => console.log("never"), 5);
  console.log(disposed.hasRef());
}

const immediate = setImmediate(() => {});
console.log(immediate.constructor.name, immediate.hasRef(), immediate.unref().hasRef());

// An unreferenced timer keeps nothing alive.
setTimeout(() => console.log("never"), 60_000).unref();

let runs = 0;
const interval = setInterval(
  function (step) {
    runs += step;
    if (runs === 3) clearInterval(this);
    console.log("interval", runs, this === interval);
  },
  1,
  1,
);

let refreshed = 0;
const again = setTimeout(() => {
  if (++refreshed < 3) again.refresh();
  else console.log("refreshed", refreshed);
}, 1);

for (const wrong of [undefined, null, 5, "text", {}]) {
  for (const set of [setTimeout, setInterval, setImmediate]) {
    try {
      set(wrong);
    } catch (error) {
      console.log(set.name, error.name, error.code, error.message);
    }
  }
}
