import { Square } from "./square"
import { Circle } from "./circle"
import { classic } from "../ui/classic"
const all = [new Square(2), new Circle(1)] as const
;[1].forEach(() => all.length)
export const describeAll = () => [...all.map((shape) => shape.describe()), JSON.stringify(classic), "hint" in all[1]!]
