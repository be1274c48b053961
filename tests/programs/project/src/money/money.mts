export class Money {
  private constructor(private readonly cents: number) {}
  static of = (amount: number): Money => new Money(Math.round(amount * 100));
  plus({ cents }: Money): Money { return new Money(this.cents + cents); }
  toString(): `${number}` { return (this.cents / 100).toFixed(2) as `${number}`; }
}
