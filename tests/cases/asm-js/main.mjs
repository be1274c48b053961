// Code marked for ahead-of-time compilation that a cache may not be able to keep.
import { make } from "./asm.mjs";
const { add } = make(globalThis, {}, new ArrayBuffer(65536));
console.log(add(2, 3), add(2 ** 31 - 1, 1));
