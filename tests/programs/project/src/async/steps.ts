export type Step = (value: number) => number | Promise<number>;
export async function* each(values: Iterable<number>, steps: readonly Step[]): AsyncGenerator<number, void, undefined> {
  for (let value of values) { for (const step of steps) value = await step(value); yield value as number; }
}
