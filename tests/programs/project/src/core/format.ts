import { type Printable } from "./types.ts";
export const format = (value: Printable): string => JSON.stringify(value) ?? String(value);
