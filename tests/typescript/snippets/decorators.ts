// --- standard method decorator
function log(value: any, context: ClassMethodDecoratorContext) { return function (this: any, ...args: any[]) { console.log("call", context.name, args); return value.apply(this, args) } }
class A { @log m(x: number): number { return x + 1 } }
console.log(new A().m(1), A.prototype.m.name);
// --- standard class decorator
function reg(value: any, context: ClassDecoratorContext) { console.log(context.kind, context.name); context.addInitializer(function (this: any) { console.log("init", this === value) }) }
@reg class B { static s = 1 }
console.log(B.name, B.s);
// --- class decorator that replaces
const wrap = (C: any, _: any): any => class extends C { extra = 1 };
@wrap class R { a = 1; static make() { return new R() } }
console.log(R.make(), new R() instanceof R);
// --- field decorators
const double = (_: undefined, c: ClassFieldDecoratorContext) => (v: number) => { console.log("init", c.name, v); return v * 2 };
class F { @double a = 1; @double @double b = 2; @double static s = 3; @double c: any }
console.log(new F(), F.s);
// --- accessor decorator
const clamp = (t: any, c: any) => ({ get(this: any) { return t.get.call(this) }, set(this: any, v: number) { t.set.call(this, Math.min(v, 10)) }, init(v: number) { return v + 1 } });
class Ac { @clamp accessor v = 1; @clamp static accessor w = 2 }
const ac = new Ac(); console.log(ac.v); ac.v = 99; console.log(ac.v, Ac.w); Ac.w = 50; console.log(Ac.w);
// --- getter and setter decorators
const trace = (f: any, c: any): any => function (this: any, ...a: any[]) { console.log(c.kind, c.name, ...a); return f.apply(this, a) };
class Gs { #v = 0; @trace get v() { return this.#v } @trace set v(x) { this.#v = x } @trace static get s() { return 1 } }
const gs = new Gs(); gs.v = 3; console.log(gs.v, Gs.s);
// --- order of evaluation
const say = (t: string) => { console.log("eval", t); return (_: any, c: any) => { console.log("apply", t, c.kind, String(c.name), c.static) } };
const key = (k: string) => { console.log("key", k); return k };
@say("class1") @say("class2") class Or extends (console.log("heritage"), Object) { @say("m1") @say("m2") m() {} @say("f") f = console.log("field"); @say("s") static s = console.log("static"); @say("ck") [key("ck")]() {} @say("late") late() {} static { console.log("block") } }
new Or();
// --- initializers
const add = (t: string) => (_: any, c: any): any => { c.addInitializer(function (this: any) { console.log("init", t, typeof this, c.static) }) };
@add("class") class In { @add("m") m() {} @add("sm") static sm() {} @add("f") f = console.log("f"); @add("sf") static sf = console.log("sf"); @add("a") accessor a = console.log("a"); constructor() { console.log("ctor") } }
new In();
// --- initializers in a derived class
const bound = (v: any, c: any): any => { c.addInitializer(function (this: any) { this[c.name] = this[c.name].bind(this) }) };
class Ba { } class De extends Ba { x = 5; @bound get5() { return this.x } constructor() { super(); console.log(Object.keys(this)) } }
const { get5 } = new De(); console.log(get5());
// --- private members
const p = (v: any, c: any): any => { console.log(c.kind, c.name, c.private, typeof c.access.get, typeof c.access.set); return c.kind === "method" ? function (this: any) { return "wrapped " + v.call(this) } : undefined };
class Pr { @p #m() { return "m" } @p #f = 1; @p accessor #a = 2; @p get #g() { return 3 } @p set #s(v: number) { console.log("set", v) } @p static #sm() { return "sm" } all() { this.#s = 9; this.#f++; this.#a++; return [this.#m(), this.#f, this.#a, this.#g, Pr.#sm()] } }
console.log(new Pr().all());
// --- access objects
let access: any; const grab = (_: any, c: any): any => { access = c.access };
class Gr { @grab x = 1 } const gr = new Gr(); access.set(gr, 5); console.log(access.get(gr), access.has(gr), access.has({}));
// --- names of anonymous classes
const no = (_: any, c: any): any => { console.log(c.name) };
const An = @no class {}; const o = { Pk: @no class { @no m() {} } }; let As; As = @no class {};
console.log(An.name, o.Pk.name, As.name);
// --- decorated class expressions with names
const d0 = (_: any, __: any): any => {}; const Ex = @d0 class Inner { static self = () => Inner.name }; console.log(Ex.name, Ex.self());
// --- exported decorated classes
const d1 = (_: any, c: any): any => { console.log(c.name) };
@d1 export class E1 {} 
export @d1 class E2 { v = 1 }
console.log(new E2().v, E1.name);
// --- default exported decorated class
const d2 = (_: any, c: any): any => { console.log(c.kind, c.name) };
export default @d2 class DefD { @d2 m() {} }
console.log(DefD.name);
// --- anonymous default exported decorated class
const d3 = (_: any, c: any): any => { console.log(c.kind, c.name) };
export default @d3 class { }
console.log("done");
// --- member expressions and calls as decorators
const ns = { dec: (_: any, c: any): any => { console.log("ns", c.name) }, make: (t: string) => (_: any, c: any): any => { console.log(t, c.name) } };
class Me { @ns.dec a() {} @ns.make("made") b() {} @(ns["dec"]) c() {} }
new Me();
// --- metadata
const meta = (k: string) => (_: any, c: any): any => { if (c.metadata) c.metadata[k] = c.name };
class Mt { @meta("a") a = 1; @meta("b") b() {} } console.log(Object.keys((Mt as any)[(Symbol as any).metadata] ?? {}));
// --- computed and symbol names
const sy = Symbol("sy"); const nm = (_: any, c: any): any => { console.log(typeof c.name, String(c.name)) };
class Co { @nm [sy]() {} @nm ["a" + "b"] = 1; @nm "quoted key" = 2; @nm 42() {} @nm static [Symbol.iterator] = 3; @nm accessor [`t${1}`] = 4 }
console.log(Object.keys(new Co()), (new Co() as any).t1);
// --- this in static initializers of a decorated class
const keep = (_: any, __: any): any => {}; @keep class Th { static a = 1; static b = this.a + 1; static c = () => this.b; static { console.log(this === Th, this.name) } } console.log(Th.c());
// --- wrong results
const bad = (_: any, __: any): any => 5; try { class Ba2 { @bad m() {} } } catch (e) { console.log((e as Error).constructor.name) }
// --- decorators with parameter properties and types
const dt = (_: any, c: any): any => { console.log(c.name) }; abstract class Pp<T> { constructor(public readonly a: T, protected b?: string) {} @dt private m<U>(this: Pp<T>, x: U): U | undefined { return x } abstract z(): void; @dt declared?: string; run() { return this.m(1) } } class Pq extends Pp<number> { z() {} } console.log(new Pq(1), new Pq(1).run());
// --- decorators in nested classes
const dn = (_: any, c: any): any => { console.log(c.kind, c.name) }; class Ou { @dn a = class In2 { @dn b = 1 }; @dn m() { @dn class Loc { @dn c() {} } return new Loc() } } new (new Ou().a)(); new Ou().m();
// --- async and generator methods
const da = (v: any, c: any): any => function (this: any, ...a: any[]) { console.log(c.name); return v.apply(this, a) }; class Ag { @da async a(x: number) { return x } @da *g() { yield 1 } @da async *ag() { yield 2 } } const ag = new Ag(); console.log(await ag.a(1), [...ag.g()], (await ag.ag().next()).value);
// --- legacy class decorator | {"experimentalDecorators": true}
function sealed(c: Function) { console.log("class", c.name) } function named(n: string) { return (c: any) => { c.label = n } }
@sealed @named("x") class Lc { static s = 1 } console.log((Lc as any).label, Lc.s);
// --- legacy class decorator that replaces | {"experimentalDecorators": true}
const rep = (C: any): any => class extends C { added = 1 }; @rep class Lr { a = 1; static make() { return new Lr() } } console.log(Lr.make());
// --- legacy method, accessor and property decorators | {"experimentalDecorators": true}
const show = (t: any, k: string | symbol, d?: any): any => { console.log(typeof t, String(k), d && Object.keys(d)) };
class Lm { @show m() {} @show static s() {} @show p = 1; @show static q = 2; @show get a() { return 1 } set a(v) {} @show ["c" + 1]() {} } console.log(Object.keys(new Lm()));
// --- legacy decorators that change descriptors | {"experimentalDecorators": true}
const upper = (_: any, __: string, d: PropertyDescriptor) => { const f = d.value; d.value = function () { return f.call(this).toUpperCase() }; return d }; const ro = (_: any, __: string, d: PropertyDescriptor) => { d.writable = false };
class Ld { @upper m() { return "m" } @ro r() {} } console.log(new Ld().m(), Object.getOwnPropertyDescriptor(Ld.prototype, "r")!.writable);
// --- legacy parameter decorators | {"experimentalDecorators": true}
const par = (t: any, k: any, i: number) => { console.log(typeof t, k, i) }; class Lp { constructor(@par a: number, @par private b = 2) {} m(@par x: number, y: string, @par z?: boolean) {} static s(@par q: number) {} } console.log(new Lp(1));
// --- legacy order of evaluation | {"experimentalDecorators": true}
const ev = (t: string) => { console.log("eval", t); return (..._: any[]): any => { console.log("apply", t) } };
@ev("c1") @ev("c2") class Lo { @ev("i1") @ev("i2") i() {} @ev("s") static s() {} @ev("p") p: any; constructor(@ev("cp") x?: any) {} m(@ev("mp") x?: any) {} }
// --- legacy with exports | {"experimentalDecorators": true}
const le = (c: any) => { c.tag = 1 }; @le export class Le { } @le export default class Lf { static v = new Lf() } console.log((Le as any).tag, (Lf as any).tag, Lf.v instanceof Lf);
// --- legacy with assigned fields | {"experimentalDecorators": true, "useDefineForClassFields": false}
const lazy = (t: any, k: string) => { Object.defineProperty(t, k, { set(v) { console.log("set", k, v) }, get() { return "got" }, configurable: true }) }; class Lz { @lazy a = 1; @lazy b?: string; constructor(public c = 3) {} } const lz = new Lz(); console.log(lz.a, lz.b, lz.c);
// --- legacy metadata | {"experimentalDecorators": true, "emitDecoratorMetadata": true}
(Reflect as any).metadata = (k: string, v: any) => (t: any, p: any) => { console.log(k, String(p), Array.isArray(v) ? v.map((x) => x?.name ?? x) : v?.name ?? v) };
const m1 = (..._: any[]): any => {}; class Dep {} enum En { A } enum Es { A = "a" } interface If { a: number }
@m1 class Md { constructor(a: string, b: Dep, c: If, d?: number) {} @m1 p: string = ""; @m1 q?: Date; @m1 r: string[] = []; @m1 s: Map<string, number> = new Map(); @m1 t: En = 0; @m1 u: Es = Es.A; @m1 v: string | number = 1; @m1 w: any; @m1 x: boolean = true; @m1 y: () => void = () => {}; @m1 z: "lit" = "lit"; @m1 m(a: number, b: bigint): Promise<void> { return Promise.resolve() } @m1 get g(): symbol { return Symbol() } @m1 n(): void {} @m1 self?: Md; @m1 un: unknown; @m1 nu: null = null; @m1 ob: object = {}; @m1 tu: [number] = [1]; }
// --- legacy metadata with strict null checks | {"experimentalDecorators": true, "emitDecoratorMetadata": true, "strictNullChecks": true}
(Reflect as any).metadata = (k: string, v: any) => (t: any, p: any) => { if (k === "design:type") console.log(String(p), v?.name ?? v) }; const m2 = (..._: any[]): any => {}; class Mn { @m2 a: string | null = null; @m2 b: number | undefined; @m2 c?: Date | null; }
// --- legacy accessor and abstract members | {"experimentalDecorators": true}
const l3 = (t: any, k: string): any => { console.log(k) }; abstract class La3 { @l3 abstract a: string; abstract m(): void; @l3 b() {} } class Lb3 extends La3 { a = "a"; m() {} } console.log(new Lb3());
