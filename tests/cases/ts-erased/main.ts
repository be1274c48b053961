// Types go, everything else stays where it is.
import { area, type Shape } from "./shapes.js";
import type { Unused } from "./nowhere.js";
import { AlsoUnused } from "./nowhere-either.js";

interface Named { name: string }
let unused: Unused | AlsoUnused | undefined;

function describe<T extends Shape & Named>(shape: T, digits: number = 1): string {
  return `${shape.name}: ${area(shape).toFixed(digits)}`;
}

const shapes: (Shape & Named)[] = [{ name: "square", kind: "square", side: 2 }, { name: "circle", kind: "circle", radius: 1 }];
for (const shape of shapes) console.log(describe(shape));
console.log(unused, describe.toString());

class Failing {
  private readonly reason!: string;
  fail(this: Failing, what: string): never { throw new Error(what as string); }
}
try {
  new Failing().fail("here");
} catch (error: unknown) {
  console.log((error as Error).stack);
}
