import { setTimeout, setImmediate, setInterval, scheduler } from "node:timers/promises";
import timers from "node:timers";
import { promisify } from "node:util";

console.log(await setTimeout(1, "value"));
console.log(await setImmediate("soon"));
console.log(await scheduler.wait(1), await scheduler.yield());
console.log(promisify(timers.setTimeout) === setTimeout, promisify(timers.setImmediate) === setImmediate);
console.log(timers.promises.setTimeout === setTimeout);

let count = 0;
for await (const value of setInterval(1, "tick")) {
  console.log(value, ++count);
  if (count === 3) break;
}

const controller = new AbortController();
const waiting = setTimeout(60_000, undefined, { signal: controller.signal });
controller.abort("reason");
try {
  await waiting;
} catch (error) {
  console.log(error.name, error.code, error.message, error.cause);
}
try {
  await setTimeout(1, undefined, { signal: AbortSignal.abort() });
} catch (error) {
  console.log(error.name, error.cause.name);
}
for (const wrong of [() => setTimeout("x"), () => setTimeout(1, 1, 5), () => setImmediate(1, { signal: 5 })]) {
  await wrong().catch((error) => console.log(error.code, error.message));
}
