import type { Printable } from "./types";
import { format } from "@core/format";

export function report(title: string, ...values: Printable[]): void;
export function report(title: string, ...values: unknown[]): void {
  console.log(`${title}:`, ...values.map((value) => format(value as Printable)));
}
