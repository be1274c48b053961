// --- numeric enum
enum Color { Red, Green = 5, Blue }
console.log(Color, Color.Red, Color[5], Color.Blue);
// --- string enum
enum S { A = "a", B = "b" }
console.log(S, S.A);
// --- mixed enum with computed members
const f = (x: number) => x * 2;
enum M { A = 1 << 2, B = A | 1, C = "x".length, D = f(4), E = "e", F = `t${1}`, G = -A, H = ~B, I = 2 ** 3, J = A }
console.log(M);
// --- const enum
const enum K { A, B = 10, C }
console.log(K.A, K.C, K["B"]);
// --- enum merging
enum X { A }
enum X { B = 1 }
console.log(X);
// --- enum with a namespace
enum N { A, B }
namespace N { export function next(n: N) { return (n + 1) % 2 as N } }
console.log(N.next(N.A), N[N.next(N.B)]);
// --- enum in a function
function local() { enum L { A = 3 } return L.A }
console.log(local());
// --- exported enum
export enum E { A = "A" }
export const enum CE { A = 1 }
console.log(E, CE.A);
// --- enum members by quoted names
enum Q { "a b" = 1, "c-d", e = Q["a b"] + 5 }
console.log(Q, Q["c-d"]);
// --- enum referring to another
enum One { A = 4 } enum Two { B = One.A, C = One.A | 1 }
console.log(Two);
// --- enum that shadows
const A1 = 10; enum Sh { A1 = 1, B = A1 } console.log(Sh.B, A1);
// --- namespace with values
namespace Space { export const a = 1; export let b = 2; const hidden = 3; export function sum() { return a + b + hidden } }
Space.b = 5;
console.log(Space.sum(), Object.keys(Space));
// --- nested namespaces
namespace Outer.Middle { export namespace Inner { export const v = 1 } export class C { n = Inner.v } }
console.log(Outer.Middle.Inner.v, new Outer.Middle.C());
// --- merged namespaces
namespace Merge { export const a = 1 }
namespace Merge { export const b = a + 1 }
console.log(Merge);
// --- class and namespace
class Host { static s = 1 } namespace Host { export const t = Host.s + 1; export interface Opt {} }
console.log(Host.t);
// --- function and namespace
function fun() { return fun.count++ } namespace fun { export let count = 3 }
console.log(fun(), fun());
// --- namespace with exported destructuring
namespace Des { export const { a, b: [c] } = { a: 1, b: [2] } }
console.log(Des);
// --- exported namespace
export namespace Out { export const v = "out" }
console.log(Out.v);
// --- namespace aliases
namespace Long { export namespace Name { export const v = 1; export type T = number } }
import Short = Long.Name;
import OnlyType = Long.Name;
const typed: OnlyType.T = Short.v;
console.log(typed);
// --- exported alias inside a namespace
namespace Al { export namespace B { export const v = 2 } export import C = B; }
console.log(Al.C.v);
// --- parameter properties
class Point { constructor(public x: number, private readonly y = 2, protected z?: string, plain = 1) { console.log(Object.keys(this), plain) } }
console.log(new Point(1), new Point(1, 3, "z"));
// --- parameter properties in a derived class
class Par { base = "b" } class Chi extends Par { own = 1; constructor(readonly a: number, override readonly base = "c") { super(); console.log(this.a) } }
console.log(new Chi(5));
// --- parameter properties used by fields
class Order { b = 1; constructor(public a = 2) {} c = 3 }
console.log(new Order());
// --- parameter properties with useDefineForClassFields off | {"useDefineForClassFields": false}
class Old { b = this.a + 1; declared?: number; constructor(public a = 2) {} }
console.log(new Old(), "declared" in new Old());
// --- fields that are assigned | {"useDefineForClassFields": false}
class Sup { set v(x: number) { console.log("set", x) } static set w(x: number) { console.log("static", x) } }
class Sub2 extends Sup { v = 1; static w = 2; u?: string; ["k" + 1] = 3; }
console.log(Object.keys(new Sub2()));
// --- fields that are defined
class Sup3 { set v(x: number) { console.log("set", x) } }
class Sub3 extends Sup3 { v = 1; u?: string }
console.log(Object.keys(new Sub3()));
// --- private fields with assigned fields | {"useDefineForClassFields": false}
class Pri { #p = 1; q = this.#p + 1; static #s = 3; static r = Pri.#s; read() { return [this.#p, this.q] } }
console.log(new Pri().read(), Pri.r);
// --- accessor
class Ac { accessor a = 1; static accessor b = 2; accessor c: string | undefined; accessor ["d" + 1] = 4; accessor #e = 5; get e() { return this.#e++ + this.#e } }
const ac = new Ac(); ac.a = 10; Ac.b++;
console.log(ac.a, Ac.b, ac.c, (ac as any).d1, ac.e, Object.keys(ac), Object.getOwnPropertyNames(Ac.prototype));
// --- enum in a block used by a closure
{ enum Blk { A = 7 } (() => console.log(Blk.A))() }
// --- unused imports are elided
import { nothingOfThisName } from "node:path";
let unused: nothingOfThisName;
console.log("elided");
// --- used imports stay with enums
import { join, type sep } from "node:path/posix";
enum Us { A = 1 }
console.log(join("a", "b"), Us.A);
// --- verbatim module syntax | {"verbatimModuleSyntax": true}
import { join } from "node:path/posix";
import type { sep } from "node:path";
enum Ve { A = 1 }
console.log(join("a"), Ve.A);
// --- shadowed import
import { posix as shadow } from "node:path";
function useType(x: typeof shadow) { const shadow = 1; return shadow }
console.log(useType as unknown !== undefined);
// --- exported interface with the name of a value
export interface Both { a: number } export const Both = { make: (): Both => ({ a: 1 }) };
enum Z { A } console.log(Both.make(), Z.A);
// --- errors keep their names
enum Er { A } class MyError extends Error { constructor(public readonly code: Er, message: string, options?: ErrorOptions) { super(message, options); this.name = "MyError" } }
const er = new MyError(Er.A, "m", { cause: 1 }); console.log(er.name, er.code, er.message, er.cause, er instanceof MyError);
// --- for, switch and labels beside enums
enum T { A, B, C } function sw(t: T): string { switch (t) { case T.A: return "a"; case T.B: { return "b" } default: return T[t]! } }
console.log([T.A, T.B, T.C].map(sw));
// --- async generators beside enums
enum Ag { A = 1 } async function* ag<T>(xs: T[]): AsyncGenerator<T> { for await (const x of xs) yield x } const out: number[] = []; for await (const x of ag([Ag.A, 2])) out.push(x as number); console.log(out);
// --- class expressions with parameter properties
const Cl = class Named { constructor(public v: number) {} self() { return Named.name } }; console.log(Cl.name, new Cl(1), new Cl(1).self());
// --- default exported class with parameter properties
export default class Def { constructor(public v = 1) {} }
console.log(new Def());
// --- default parameters that see earlier ones
class Dp { constructor(public a = 1, public b = a + 1, ...rest: number[]) { console.log(a, b, rest) } } new Dp(); new Dp(3, 4, 5);
// --- super in methods and fields
class Su { m() { return "su" } } class Sb extends Su { f = super.m(); constructor(public x = 1) { super() } m() { return super.m() + "!" } } console.log(new Sb().f, new Sb().m());
// --- super called late
class La { } class Lb extends La { constructor(public a: number) { const t = a * 2; super(); console.log(t, this.a) } } new Lb(2);
// --- enum as an object type
enum Dir { Up = "UP", Down = "DOWN" } console.log(Object.values(Dir), (Object.keys(Dir) as (keyof typeof Dir)[]).map((k) => Dir[k]));
// --- bigint, regexp and template beside enums
enum Bi { A = 2 } console.log(10n ** BigInt(Bi.A), /a+/gu.test("aa"), `${Bi.A}${"\u{1f600}"}`, String.raw`\n${Bi.A}`);
// --- strings with quotes and line separators
enum St { A = 'a"b', B = "c'd", C = "\u2028" } console.log(JSON.stringify(St), 'it\'s', "\x41\u{42}");
// --- numbers
enum Nu { A = 0x10, B = 1e3, C = 1_000, D = 0b11, E = .5 } console.log(Nu);
// --- labels, comma and void
enum La2 { A } let q = 0; l: for (;;) { for (;;) { q++; break l } } console.log((1, q), void La2.A);
// --- getters on namespaces stay live
namespace Live { export let n = 1; export const inc = () => ++n } Live.inc(); console.log(Live.n);
// --- nested enums in namespaces
namespace Ne { export enum A { X = 1 } export const enum B { Y = A.X + 1 } export const z = B.Y } console.log(Ne.A.X, Ne.z);
// --- optional chaining, nullish and logical assignment beside enums
enum Op { A } let la: any = null; la ??= { n: 0 }; la.n ||= 5; la.n &&= 6; console.log(la?.n, la?.x?.y ?? Op.A);
// --- spread, rest and exponent beside enums
enum Sp { A = 2 } const { a: ra, ...rest2 } = { a: 1, b: 2, c: Sp.A }; console.log(ra, rest2, [...[1], ...new Set([2])], 2 ** Sp.A);
// --- new.target and static inheritance
class Nt { static s = 1; constructor(public t = new.target.name) {} } class Nu2 extends Nt {} console.log(new Nu2().t, Nu2.s);
// --- async arrows keep this
class At { constructor(private v = 1) {} async m() { return (async () => this.v)() } } console.log(await new At().m());
// --- numeric separators in members
class Ns { 1_000 = "k"; "quoted key" = 1; constructor(public p = 0) {} } console.log(Object.keys(new Ns()));
// --- variables of a namespace are its properties
namespace Vars { export let a = 1, b = a + 1; export var c: number; c = 5; function set(v: number) { a = v; [b] = [v]; ({ b: c } = { b: v }) } set(9); export const all = () => ({ a, b, c }) }
console.log(Vars.all(), Vars);
// --- a namespace sees what others of its name export
namespace See { export const v = 1; export function f() { return "f" } export class K { n = v } export enum En { A = 3 } }
namespace See { export const w = [v, f(), new K().n, En.A]; const f2 = () => ({ v }); export const u = f2() }
console.log(See.w, See.u);
// --- names inside a namespace hide those outside
const hid = "outside"; namespace Hid { export const hid = "inside"; export const f = (hid: string) => hid; export const g = () => hid; { const hid = "block"; console.log(hid) } } console.log(Hid.f("p"), Hid.g(), hid);
// --- deep namespaces with variables
namespace De1.De2 { export let n = 1; export namespace De3 { export let m = n + 1; export const up = () => { n++; m++; return [n, m] } } } console.log(De1.De2.De3.up(), De1.De2.n, De1.De2.De3.m);
// --- namespaces in functions
function inside(x: number) { namespace_: { } return x } namespace Fn { export const inner = () => { let total = 0; for (let i = 0; i < count; i++) total += i; return total }; export let count = 4 } console.log(Fn.inner(), inside(1));
// --- aliases of namespaces inside namespaces
namespace Src { export const v = 1; export namespace In { export const w = 2 } } namespace Use { import S = Src; import I = Src.In; import OnlyT = Src.In; export const r = S.v + I.w; export let t: typeof OnlyT.w } console.log(Use.r, Object.keys(Use));
// --- an exported namespace in two parts
export namespace Two1 { export let a = 1 } export namespace Two1 { export const b = a++ } console.log(Two1.a, Two1.b);
// --- classes and decorators in namespaces
namespace Cn { const d = (_: any, c: any): any => { console.log(c.kind, c.name) }; @d export class C { @d m() { return new C() } } export const c = new C().m() instanceof C } console.log(Cn.c, Cn.C.name);
// --- enum members by name inside other enums of the name
enum Om { A = 1, B = 2 } enum Om { C = A | B } console.log(Om.C, Om[3]);
