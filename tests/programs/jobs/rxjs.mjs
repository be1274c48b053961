// Streams: operators over a virtual clock, so that marble diagrams come out the same on every machine, and real timers once.
import { EMPTY, Subject, asapScheduler, concat, from, interval, merge, of, throwError, timer } from "rxjs";
import {
  bufferCount,
  catchError,
  debounceTime,
  distinctUntilChanged,
  finalize,
  map,
  mergeMap,
  observeOn,
  retry,
  scan,
  share,
  switchMap,
  take,
  toArray,
  withLatestFrom,
  zipWith,
} from "rxjs/operators";
import { TestScheduler } from "rxjs/testing";

const run = (name, stream) =>
  new Promise((resolve) => {
    const seen = [];
    stream.subscribe({
      next: (value) => seen.push(value),
      error: (error) => (console.log(name, JSON.stringify(seen), "error", error.message), resolve()),
      complete: () => (console.log(name, JSON.stringify(seen)), resolve()),
    });
  });

await run("scan", from([1, 1, 2, 3, 5, 5, 8]).pipe(distinctUntilChanged(), scan((sum, n) => sum + n, 0)));
await run("buffers", interval(1).pipe(take(7), bufferCount(3)));
await run("merge", merge(of("a"), timer(20).pipe(map(() => "c")), timer(5).pipe(map(() => "b"))));
await run("switch", from([1, 2, 3]).pipe(switchMap((n) => timer(2).pipe(map(() => n * 10)))));
await run("zip", of(1, 2, 3).pipe(zipWith(of("x", "y")), observeOn(asapScheduler)));

let attempts = 0;
const flaky = of(null).pipe(mergeMap(() => (++attempts < 3 ? throwError(() => new Error(`attempt ${attempts}`)) : of(attempts))));
await run("retry", flaky.pipe(retry(5)));
attempts = -10;
await run("fails", flaky.pipe(retry(1), finalize(() => console.log("cleaned up"))));
await run("caught", flaky.pipe(catchError((error) => concat(of(error.message), EMPTY))));

const clicks = new Subject();
const shared = clicks.pipe(share());
const both = Promise.all([run("left", shared.pipe(take(2))), run("right", shared.pipe(withLatestFrom(of("!")), toArray()))]);
["one", "two", "three"].forEach((value) => clicks.next(value));
clicks.complete();
await both;

const scheduler = new TestScheduler((actual, expected) => console.log("marbles", JSON.stringify(actual) === JSON.stringify(expected)));
scheduler.run(({ cold, expectObservable }) => {
  const typed = cold("a-b-c---- 20ms d|");
  expectObservable(typed.pipe(debounceTime(5))).toBe("9ms c 20ms (d|)");
  expectObservable(typed.pipe(take(2))).toBe("a-(b|)");
});
