import { Level, Flag } from "../core/level";
import { Missing } from "./errors.js";
import { isLow, type Item } from "./item.js";

export class Stock implements Iterable<Item> {
  static #made = 0;
  readonly flag = Flag.All;
  constructor(private readonly items: readonly Item[], public currency: string, protected limit = 20) { Stock.#made++; }
  *[Symbol.iterator](): Iterator<Item> { yield* this.items; }
  find(name: string): Item {
    const found = this.items.find((item) => item.name === name);
    return found ?? (() => { throw new Missing(name) })();
  }
  get low(): string[] { return this.items.filter(isLow).map(({ name }) => name!); }
  summary() {
    let missing: unknown;
    try { this.find("gear"); } catch (error: unknown) { if (error instanceof Missing) missing = error.message; }
    return { low: this.low, made: Stock.#made, currency: this.currency, flag: this.flag, level: Level[this.find("nut").level]!, parsed: Level.parse("Top"), missing: missing as string, many: this.items.some((i) => i.count > this.limit) };
  }
}
