// Open files by number and by handle: positions, ends, closing while work is under way.
import fs from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const directory = fs.mkdtempSync(join(tmpdir(), "open-"));
const path = join(directory, "file");
const fd = fs.openSync(path, "w+");
fs.writeSync(fd, "0123456789");
const buffer = Buffer.alloc(4);
console.log(fs.readSync(fd, buffer, 0, 4, 2), String(buffer), fs.readSync(fd, buffer), fs.fstatSync(fd).size);
fs.closeSync(fd);
try {
  fs.readSync(fd, buffer);
} catch (error) {
  console.log(error.code, error.syscall);
}

const handle = await open(path);
const reading = handle.read(Buffer.alloc(10), 0, 10, 0);
const closing = handle.close();
console.log((await reading).bytesRead, await closing, handle.fd);

await using kept = await open(path, "a+");
await kept.appendFile("abc");
const lines = [];
for await (const line of (await open(path)).readLines()) lines.push(line);
console.log(lines, (await kept.stat()).isFile());
fs.rmSync(directory, { recursive: true, force: true });
console.log(fs.existsSync(directory));
