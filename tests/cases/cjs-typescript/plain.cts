interface Shape { area(): number }
class Square implements Shape {
  constructor(side: number) { this.side = side; }
  side: number;
  area(): number { return this.side ** 2; }
}
module.exports = { Square, typeOfRequire: typeof require };
