// --- annotations on variables
let a: number = 1, b: string | undefined, c: { x: number }[] = [{ x: 2 }];
const { d, e: [f] }: { d: number; e: number[] } = { d: 3, e: [4] };
b = "b";
console.log(a, b, c, d, f);
// --- definite assignment
let late!: string;
late = "now";
console.log(late);
// --- parameters
function p(a: number, b?: string, c: number = 3, ...rest: Array<string>): [number, string?] {
  return rest.length > 0 ? [c, rest[0]] : [a, b];
}
console.log(p(1), p(1, "b"), p(1, "b", 2, "r"), p.length);
// --- optional parameter before a closing parenthesis
const q = (a?: number, b?: () => void) => [a, b?.length];
console.log(q(), q(1, () => {}));
// --- this parameter
function t(this: { n: number }, x: number) { return this.n + x; }
function only(this: { n: number }) { return this.n; }
console.log(t.call({ n: 1 }, 2), only.call({ n: 5 }), t.length);
// --- generic functions
function identity<T, U extends T = T>(x: T): U { return x as U; }
const arrow = <T,>(x: T): T => x;
const asynchronous = async <T extends object>(x: T): Promise<keyof T> => Object.keys(x)[0] as keyof T;
console.log(identity<number>(1), arrow<string>("a"), await asynchronous({ k: 1 }));
// --- return type over several lines
const f = (a: number): {
  a: number;
  b: string;
} => ({ a, b: "b" });
console.log(f(1));
// --- arrow function type parameters over several lines
const g = async <
  T,
  U
>(a: T, b: U): Promise<
  [T, U]
> => [a, b];
console.log(await g(1, 2));
// --- type arguments
const m = new Map<string, number>([["a", 1]]);
const s = new Set<number>;
console.log(m.get("a"), s.size, Array.from<number>([1]));
// --- instantiation expressions
const make = Array.of<number>;
const pair = (make<number>);
console.log(make(1), pair(2));
// --- tagged templates with type arguments
function tag<T>(strings: TemplateStringsArray, ...values: T[]) { return strings.join("|") + values.join(","); }
console.log(tag<number>`a${1}b${2}c`);
// --- as and satisfies
const o = { a: 1, b: "x" } as const satisfies Record<string, unknown>;
let n = (o.a as number) + (o as any).a;
(n as any) = 5;
console.log(o, n);
// --- as in odd places
const list = [1, 2, 3] as number[];
for (const x of list as any[]) console.log(x as number);
const k = (list as any)[0 as number] as any as number, l = `${k as number}`;
console.log({ k: k as unknown }, l, -(k as number), typeof (k as any));
// --- type assertions with angle brackets
const v: unknown = "text";
const len = (<string>v).length + (<any>v).length;
console.log(len, <string>v);
// --- non-null
const maybe: { a?: { b?: number[] } } | undefined = { a: { b: [7] } };
console.log(maybe!.a!.b![0]!, maybe?.a!.b?.[0]!);
let count: number | undefined = 1;
count!++;
console.log(count);
// --- a non-null assertion at the end of a line
const first: string | undefined = "abc"
const up = first!
;[1].forEach((x) => console.log(up, x))
// --- an assertion at the end of a line before a parenthesis
const fn = (x: number) => x
const y = fn as (x: number) => number
(console.log("own statement", y(2)))
// --- an assertion at the end of a line before a bracket
let z = 1 as number
[1, 2].forEach((x: number) => console.log(x))
console.log(z)
// --- an assertion at the end of a line before a template
const w = "w" as string
`template`.length
console.log(w)
// --- an assertion continued on the next line
const sum = 1 as number
  + 2
console.log(sum)
// --- an annotation at the end of a line before a bracket
let undefinedHere: number[] | undefined
[5].map((x) => console.log(x))
console.log(undefinedHere)
// --- interfaces and aliases between statements
const one = 1
interface I { a: number }
(console.log("after an interface"))
const two = 2
type A<T> = { [K in keyof T]?: T[K] } | `x${string}`
[3].forEach((x) => console.log(x))
console.log(one, two)
// --- declare
declare const missing: number;
declare function gone(): void;
declare class Nothing { a: number }
declare module "x" { export const a: number; }
declare global { interface Window { a: number } }
declare enum Phantom { A }
declare namespace Ghost { const a: number }
console.log(typeof missing, typeof gone, typeof Nothing, typeof Ghost);
// --- empty namespaces
namespace Types { export interface A {} export type B = A; namespace Inner { type C = B } }
console.log(typeof (globalThis as any).Types);
// --- overloads
function over(a: string): string;
function over(a: number): number;
function over(a: any) { return a; }
class Over { m(a: string): void; m(a: number): void; m(a: any) { return a; } constructor(); constructor(a?: any) {} }
console.log(over(1), new Over().m(2 as any), Over.length);
// --- exported types
export type Exported = number;
export interface ExportedToo { a: Exported }
export declare const declared: number;
const value: Exported = 1;
type Local = string;
export { value, type Local };
export type { Local as Renamed };
console.log(value);
// --- class members
abstract class Base<T> {
  static readonly s: string = "s";
  private a: number = 1;
  protected readonly b?: string;
  public c!: T;
  declare d: number;
  [index: string]: any;
  abstract e(): void;
  protected abstract readonly f: string;
  get g(): number { return this.a; }
  set g(v: number) { this.a = v; }
  private static async *h<T>(x?: T): AsyncGenerator<T | undefined> { yield x; }
  static first() { return this.h(1).next(); }
  optional?(): void {}
}
class Derived extends Base<string> implements Iterable<number>, Disposable {
  override e(): void {}
  protected override readonly f = "f";
  *[Symbol.iterator](): Iterator<number> { yield 1; }
  [Symbol.dispose](): void {}
}
const derived = new Derived();
derived.g = 4;
console.log(Object.keys(derived), derived.g, [...derived], Base.s, await (Derived.first as any)(), "d" in derived, "c" in derived);
// --- fields whose names are words
class Words {
  get: number
  set: string
  static: boolean
  async: number
  readonly: number
  declare: number
  type = "t"
  of(): number { return 1 }
}
console.log(Object.keys(new Words()), new Words().of());
// --- fields without semicolons
class Bare {
  a = 1
  private [Symbol.toStringTag]: string = "Bare"
  b: number = 2 as number
  ["c"] = 3
  d?: string
  public *e() { yield 1 }
}
const bare = new Bare();
console.log(bare.a, bare.b, bare.c, "d" in bare, [...bare.e()], String(bare));
// --- static blocks and private names
class P {
  static #count: number = 0;
  #own: string;
  constructor(own: string) { this.#own = own; P.#count++; }
  static has(x: unknown): x is P { return typeof x === "object" && x !== null && #own in x; }
  static { P.#count = 10 as number; }
  static get count(): number { return P.#count; }
  read(): string { return this.#own!; }
}
console.log(new P("x").read(), P.count, P.has(new P("y")), P.has({}));
// --- predicates and assertions
function isText(x: unknown): x is string { return typeof x === "string"; }
function must(x: unknown): asserts x {}
function mustBe(x: unknown): asserts x is number { if (typeof x !== "number") throw new Error("no"); }
must(true); mustBe(1);
console.log(isText("a"));
// --- catch, for and labels
try { throw 1 } catch (error: unknown) { console.log(error as number) }
outer: for (let i: number = 0, j: number = 2; i < j; i++) { for (const k in { a: 1 } as Record<string, number>) { console.log(i, k); continue outer; } }
// --- object literals with types
const obj = { m<T>(x: T): T { return x }, get g(): number { return 1 }, set g(v: number) {}, async *n<T>(): AsyncGenerator<T> {}, f: (x: number): number => x, ["c" as string](): void {} };
console.log(Object.keys(obj), obj.m(1), obj.f(2));
// --- destructured parameters
const des = ({ a, b: { c } = { c: 2 } }: { a: number; b?: { c: number } }, [d]: [number?] = []): number[] => [a, c, d!];
console.log(des({ a: 1 }), des({ a: 1, b: { c: 3 } }, [4]));
// --- types of every kind
type Kinds = [keyof typeof globalThis, unique_, typeof import("node:fs"), infer_<string>, (abstract new () => object), asserts_, `a${number}b`, readonly string[], [a: number, ...rest: string[]], -1, 1n, never, unknown, object];
type mapped_ = { -readonly [K in "a" as `${K}b`]-?: 1 };
type unique_ = { readonly [s: symbol]: unknown; (x: number): void; new (x: number): Date; get g(): number; set g(v: number); method?(): this };
type infer_<T> = T extends (infer U extends string)[] ? U : T extends { a: infer V } ? V : never;
type asserts_ = (x: unknown) => asserts x is string;
console.log("types");
// --- characters beyond ASCII in types
type Größe = "é" | "€" | "😀"; const x: Größe = "😀" as "😀"; console.log(x, "é€😀" as Größe);
// --- comments in types
const commented: /* a */ number /* b */ = 1 /* c */ as /* d */ any // e
/* f */;
console.log(commented);
// --- conditional expressions and arrows
const cond = (a: number) => a ? (b: number): number => b : (c: string): string => c;
console.log((cond(1) as any)(2), (cond(0) as any)("c"));
// --- optional chaining with type arguments
const opt: any = { f: (x: any) => x, g: undefined };
console.log(opt.f?.<number>(1), opt.g?.<string>("a"), opt?.f<number>(2));
// --- new without arguments and with
class G<T> { v?: T; constructor(v?: T) { this.v = v } }
console.log(new G<string>, new G<number>(1), new (G as any)<number>(2));
// --- accessors and async methods
class Acc { private _v: number = 0; get v(): number { return this._v } set v(x: number) { this._v = x } async load<T>(x: T): Promise<T> { return x } static async make(): Promise<Acc> { return new Acc() } }
const acc = await Acc.make(); acc.v = 3; console.log(acc.v, await acc.load(1));
// --- using
{
  using a: Disposable = { [Symbol.dispose]() { console.log("disposed a") } };
  using b = { [Symbol.dispose]() { console.log("disposed b") } } as Disposable;
  console.log("body");
}
// --- await using
await (async (): Promise<void> => {
  await using a: AsyncDisposable = { async [Symbol.asyncDispose]() { console.log("disposed") } };
  console.log("body");
})();
// --- using in loops
for (using x of [1, 2].map((n) => ({ n, [Symbol.dispose]() { console.log("end", n) } }))) console.log(x.n as number);
// --- using with errors
try {
  using a = { [Symbol.dispose]() { throw new Error("second") } };
  throw new Error("first");
} catch (e: any) { console.log(e.constructor.name, e.error.message, e.suppressed.message) }
// --- hashbangs and directives
"use strict";
console.log((function (this: unknown) { return this })());
// --- regular expressions after types
const re: RegExp = /[/]\/(?<n>a)/u; const div = (4 as number) / 2 / 1;
console.log(re.exec("//a")?.groups!.n, div);
// --- generators
function* gen<T>(x: T): Generator<T, void, unknown> { const r: unknown = yield x as T; console.log(r); }
const it = gen<number>(1); console.log(it.next().value, it.next("r" as never).done);
// --- abstract classes as values
const Mixin = <T extends abstract new (...args: any[]) => object>(B: T) => { abstract class M extends B { abstract a(): void; b(): number { return 1 } } return M; };
class Concrete extends Mixin(Object) { a(): void {} }
console.log(new Concrete().b());
// --- declaration merging
interface Merged { a: number }
interface Merged { b: number }
class Merged { c = 1 }
console.log(new Merged().c);
// --- export default of an expression
const exported: number = 1;
export default exported as number;
console.log(exported);
// --- type-only import kept from running
import type { Stats } from "node:fs";
import { type Dirent, type BigIntStats } from "node:fs";
let stats: Stats | Dirent | BigIntStats | undefined;
console.log(stats);
// --- mixed imports
import { type ParsedPath, posix } from "node:path";
const parsed: ParsedPath = posix.parse("/a/b.c");
console.log(parsed.base);
// --- import attributes
import data from "data:application/json,{%22a%22:1}" with { type: "json" };
console.log(data.a as number);
// --- dynamic import
const path = (await import("node:path")) as typeof import("node:path");
console.log(path.posix.basename("/a/b" as string));
// --- import.meta
console.log(typeof (import.meta.url as string), (import.meta as any).nothing);
// --- variance and const type parameters
interface Box<in out T> { v: T }
function lit<const T extends readonly unknown[]>(x: T): T { return x }
const box: Box<number> = { v: 1 };
console.log(lit([1, 2]), box);
// --- symbols and unique symbols
declare const brand: unique symbol;
type Branded = string & { readonly [brand]: true };
const branded = "b" as Branded;
console.log(branded);
// --- function types in unions
let handler: ((x: number) => void) | null = null, ctor: new (...a: any[]) => Date = Date;
handler = (x: number): void => console.log(x);
handler(1); console.log(new ctor(0).getTime());
// --- async arrow without parentheses
const plain = async x => x, typed = async (x: number) => x;
console.log(await plain(1), await typed(2));
// --- comparison that looks like type arguments
const lt = 1, gt = 3; const cmp = [(lt < 2), gt > (2)];
console.log(cmp, lt < gt);
// --- object type in an arrow's return
const ret = (): { a: () => { b: number } } => ({ a: () => ({ b: 1 }) });
console.log(ret().a().b);
