export abstract class Shape {
  abstract readonly kind: string;
  abstract area(): number;
  describe(this: Shape): string { return `${this.kind} of ${this.area().toFixed(1)}`; }
}
