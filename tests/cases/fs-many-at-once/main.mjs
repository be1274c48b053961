// More work than there are threads; every piece is told of once.
import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const directory = await mkdtemp(join(tmpdir(), "many-"));
const names = Array.from({ length: 200 }, (_, i) => join(directory, String(i)));
await Promise.all(names.map((name, i) => writeFile(name, "x".repeat(i))));
const texts = await Promise.all(names.map((name) => readFile(name, "utf8")));
console.log(texts.every((text, i) => text.length === i), (await readdir(directory)).length);
const mixed = await Promise.allSettled(names.slice(0, 20).map((name, i) => readFile(i % 2 ? name : `${name}.missing`)));
console.log(mixed.map(({ status, reason }) => (status === "fulfilled" ? "+" : reason.code)).join(" "));
await rm(directory, { recursive: true });
console.log((await readdir(directory).catch((error) => error.code)));
