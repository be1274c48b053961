import type { Named } from "@core/types";
import { Level } from "@core/level";
export interface Item extends Named { count: number; level: Level }
export const isLow = (item: Item): boolean => item.level < Level.Middle;
