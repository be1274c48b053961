// The order in which the end of work elsewhere, timers, immediates, ticks and promise jobs are told.
import { mkdtempSync, rmSync, writeFileSync, stat, readFile } from "node:fs";
import { stat as statLater } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const directory = mkdtempSync(join(tmpdir(), "order-"));
const file = join(directory, "file");
writeFileSync(file, "content");

const log = [];
await new Promise((done) => {
  readFile(file, "utf8", (error, text) => {
    log.push(`read ${error} ${text}`);
    setTimeout(() => {
      log.push("timeout");
      done();
    }, 0);
    setImmediate(() => log.push("immediate"));
    process.nextTick(() => log.push("tick"));
    Promise.resolve().then(() => log.push("job"));
  });
  log.push("after readFile");
});
await new Promise((done) => {
  stat(join(directory, "missing"), (error) => {
    log.push(`${error.code} ${error.syscall} ${error.path === join(directory, "missing")} ${error instanceof Error}`);
    done();
  });
});
await statLater(join(directory, "missing")).catch((error) => log.push(`rejected ${error.code}`));
log.push((await statLater(file)).size);
rmSync(directory, { recursive: true });
console.log(log.join("\n"));
