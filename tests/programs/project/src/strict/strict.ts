import { type Named } from "../core/types.ts";
import { effects } from "./effects.ts";
import {} from "./effect.ts";
import { touched as neverUsed } from "./effect.ts";
export const strict = (): string[] => effects satisfies string[] as string[] & Partial<Named>;
