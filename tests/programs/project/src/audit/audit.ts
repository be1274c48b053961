import type { Stock } from "@stock";
import { Auditor } from "./auditor";
import { trail } from "./decorators";
export function audit(stock: Stock): string[] {
  const auditor = new Auditor();
  return [...[...stock].map(({ name }) => auditor.look(name)), ...trail, String(Auditor.made)];
}
