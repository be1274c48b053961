import { capped, counted, logged, positive } from "./decorators.js";
@counted
export class Auditor {
  @positive seen = 0;
  @capped accessor depth = 1;
  static accessor made = 0;
  constructor() { Auditor.made++; }
  @logged look(name: string): string { this.seen++; this.depth += 5; return `${name} ${this.seen} ${this.depth}`; }
}
