import { Shape } from "./shape";
export class Circle extends Shape { declare hint?: string; override readonly kind = "circle"; #radius!: number; constructor(radius: number) { super(); this.#radius = radius; } area(): number { return Math.PI * this.#radius ** 2; } }
