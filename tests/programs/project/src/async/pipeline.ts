import { each, type Step } from "./steps";
export async function pipeline(numbers: number[]): Promise<number[]> {
  const steps: readonly Step[] = [(n) => n + 1, async (n) => n * 2];
  const out: number[] = [];
  for await (const value of each(numbers, steps)) out.push(value!);
  return out;
}
