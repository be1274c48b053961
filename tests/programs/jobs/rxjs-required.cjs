// The CommonJS build of RxJS: some two hundred files.
const { from, of, range, merge, Subject, lastValueFrom, VirtualTimeScheduler, interval } = require("rxjs");
const { filter, map, mergeMap, scan, take, toArray, bufferCount, catchError, shareReplay } = require("rxjs/operators");

range(1, 10)
  .pipe(
    filter((n) => n % 2 === 1),
    map((n) => n * n),
    scan((a, b) => a + b, 0),
    toArray(),
  )
  .subscribe((all) => console.log(all));
from([3, 1, 2])
  .pipe(
    mergeMap((n) => of(n, n * 10)),
    bufferCount(2),
  )
  .subscribe({ next: (pair) => console.log(pair), complete: () => console.log("complete") });
const subject = new Subject();
const replayed = subject.pipe(shareReplay(1));
replayed.subscribe({
  next: (value) => console.log("first", value),
  error: (error) => console.log("first", error.message),
});
subject.next("a");
replayed.subscribe({ next: (value) => console.log("second", value), error: () => {} });
subject.error(new Error("ends"));
replayed.pipe(catchError((error) => of(error.message))).subscribe(console.log);
const time = new VirtualTimeScheduler();
interval(10, time)
  .pipe(take(3))
  .subscribe((n) => console.log(time.now(), n));
time.flush();
lastValueFrom(merge(of(1), of(2))).then((value) => console.log("last", value));
