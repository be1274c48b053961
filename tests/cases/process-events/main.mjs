import { EventEmitter } from "node:events";

console.log(process instanceof EventEmitter);
const listener = (...args) => console.log("custom", ...args);
console.log(process.on("custom", listener) === process, process.listenerCount("custom"));
console.log(process.emit("custom", 1, "two"), process.emit("nobody"));
process.off("custom", listener);
console.log(process.emit("custom"), process.listeners("custom"));
process.once("custom", listener);
process.emit("custom", "once");
process.emit("custom", "twice");
process.prependListener("exit", () => console.log("first"));
process.on("exit", () => console.log("last"));
console.log(process.eventNames().includes("exit"));
