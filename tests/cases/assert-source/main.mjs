// A failed assertion without a message shows the call as it is written.
import assert from "node:assert";
import { ok, strict } from "node:assert";

function message(run) {
  try {
    run();
    return "held";
  } catch (error) {
    return `${error.name} ${error.code}: ${error.message}`;
  }
}

const value = { list: [1, 2] };
console.log(message(() => assert(value.list.length === 3)));
console.log(message(() => assert.ok(  0  , undefined)));
console.log(message(() => ok(typeof 1 === "string" && ")" !== '(')));
console.log(message(() => strict.ok(value.list.includes(3))));
console.log(message(() => assert.ok(
  value.none,
)));
console.log(message(() => assert.ok()));
console.log(message(() => assert.ok(null, "said")));
console.log(message(() => assert.equal(1, "2")));
