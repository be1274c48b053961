// Where syntax has to be rewritten, stacks and errors show what was written.
import { Level, check } from "./levels.ts";

class Account {
  constructor(public readonly owner: string, private balance = 0) {}
  withdraw(amount: number): void {
    if (amount > this.balance) {
      throw new RangeError(`${this.owner} has ${this.balance}`);
    }
  }
}
console.log(Level.High, Level[0], check(Level.Low), new Account("a", 1));
const held: { stack?: string } = {};
Error.captureStackTrace(held);
console.log(held.stack);
new Account("b").withdraw(5);
