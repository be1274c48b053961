export const trail: string[] = [];
export function logged<This, Args extends unknown[], Result>(method: (this: This, ...args: Args) => Result, context: ClassMethodDecoratorContext<This>) {
  context.addInitializer(function () { trail.push(`bound ${String(context.name)}`); });
  return function (this: This, ...args: Args): Result { trail.push(`call ${String(context.name)}`); return method.apply(this, args); };
}
export const positive = (_: undefined, { name }: ClassFieldDecoratorContext) => (value: number): number => { if (value < 0) throw new RangeError(String(name)); return value; };
export function counted<T extends abstract new (...args: any[]) => object>(target: T, context: ClassDecoratorContext<T>): void { trail.push(`class ${context.name}`); }
export const capped = <T extends object>({ get, set }: ClassAccessorDecoratorTarget<T, number>, _: ClassAccessorDecoratorContext<T, number>): ClassAccessorDecoratorResult<T, number> => ({ get, set(value) { set.call(this, Math.min(value, 9)); } });
