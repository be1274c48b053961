import { Shape } from "./shape";
export class Square extends Shape { override readonly kind = "square" as const; constructor(readonly side: number) { super(); } area(): number { return this.side ** 2; } }
