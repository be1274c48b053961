export const registered: string[] = [];
export const types: string[] = [];
(Reflect as any).metadata ??= (key: string, value: any) => (_: object, name?: string) => { if (key === "design:type") types.push(`${name} is ${value?.name}`) };
export function injectable<T extends new (...a: any[]) => object>(target: T): void { registered.push(target.name); }
export const column = (target: object, key: string): void => { registered.push(`column ${key}`); };
export const inject = (token: string) => (_: object, __: string | undefined, index: number): void => { registered.push(`${token} at ${index}`); };
export function twice(_: object, __: string, descriptor: TypedPropertyDescriptor<(n: number) => string>): void {
  const original = descriptor.value!;
  descriptor.value = function (this: unknown, n: number) { return original.call(this, n).repeat(2); };
}
