import { AsyncLocalStorage, AsyncResource, executionAsyncId } from "node:async_hooks";
const a = new AsyncLocalStorage();
const out = [];
const sleep = (ms) => new Promise((r) => setTimeout(r, ms));
let resolveLater; const pending = new Promise((r) => (resolveLater = r));
pending.then(() => out.push(["outside", a.getStore()]));
await a.run(1, async () => {
  out.push(["sync", a.getStore()]);
  await null; out.push(["await settled", a.getStore()]);
  await sleep(5); out.push(["await pending", a.getStore()]);
  Promise.resolve().then(() => out.push(["then settled", a.getStore()]));
  queueMicrotask(() => out.push(["microtask", a.getStore()]));
  process.nextTick(() => out.push(["tick", a.getStore()]));
  setImmediate(() => out.push(["immediate", a.getStore()]));
  setTimeout(() => out.push(["timeout", a.getStore()]), 1);
  pending.then(() => out.push(["inside pending", a.getStore()]));
  await a.run(2, async () => { await sleep(1); out.push(["nested", a.getStore()]); });
  out.push(["back", a.getStore()]);
  resolveLater();
  await sleep(5);
});
out.push(["after", a.getStore()]);
pending.then(() => out.push(["after settled", a.getStore()]));
await Promise.all([1, 2, 3].map((n) => a.run(n, async () => { for (let i = 0; i < 3; i++) { await null; await sleep(1); if (a.getStore() !== n) out.push(["WRONG", n, a.getStore()]); } })));
const bound = a.run("b", () => AsyncLocalStorage.bind(() => a.getStore())); out.push(["bind", bound()]);
const snap = a.run("s", () => AsyncLocalStorage.snapshot()); out.push(["snap", snap(() => a.getStore())]);
a.run("e", () => { a.exit(() => out.push(["exit", a.getStore()])); out.push(["e", a.getStore()]); });
a.enterWith("w"); out.push(["enterWith", a.getStore()]); await null; out.push(["enterWith later", a.getStore()]);
const r = new AsyncResource("X"); a.run("z", () => r.runInAsyncScope(() => out.push(["resource", a.getStore(), executionAsyncId() === r.asyncId()])));
async function* gen() { yield a.getStore(); await sleep(1); yield a.getStore(); }
await a.run("g", async () => { for await (const v of gen()) out.push(["gen", v]); });
try { await a.run("t", async () => { await sleep(1); throw new Error("x"); }); } catch { out.push(["caught", a.getStore()]); }
console.log(out.map((x) => x.join(" ")).join("\n"));
