// Legacy decorators with metadata: a small container that makes what constructors ask for, and rules for properties.
import "reflect-metadata";

type Constructor<T = unknown> = new (...args: any[]) => T;

const singletons = new Map<Constructor, unknown>();

function Injectable({ once = false }: { once?: boolean } = {}): ClassDecorator {
  return (target) => Reflect.defineMetadata("once", once, target);
}

function make<T>(type: Constructor<T>): T {
  if (singletons.has(type)) return singletons.get(type) as T;
  const wanted: Constructor[] = Reflect.getMetadata("design:paramtypes", type) ?? [];
  const made = new type(...wanted.map(make));
  if (Reflect.getMetadata("once", type)) singletons.set(type, made);
  return made;
}

function Logged(_target: object, name: string, descriptor: PropertyDescriptor): PropertyDescriptor {
  const original = descriptor.value;
  return {
    ...descriptor,
    value(this: unknown, ...args: unknown[]) {
      console.log(`${name}(${args.join(", ")})`);
      return original.apply(this, args);
    },
  };
}

function Rule(check: (value: any) => boolean): PropertyDecorator {
  return (target, name) => {
    const rules = Reflect.getOwnMetadata("rules", target) ?? [];
    const type = Reflect.getMetadata("design:type", target, name);
    Reflect.defineMetadata("rules", [...rules, { name, check, type: type?.name }], target);
  };
}

function At(route: string) {
  return (target: object, name: string | undefined, index: number) =>
    Reflect.defineMetadata(`route:${index}`, route, target, name as string);
}

@Injectable({ once: true })
class Clock {
  static made = 0;
  readonly serial = ++Clock.made;
  now(): number { return 1_700_000_000; }
}

@Injectable()
class Store {
  constructor(readonly clock: Clock) {}
  @Logged
  add(name: string, price: number): string { return `${name}:${price}@${this.clock.now()}`; }
}

interface Tagged { tag: string }

@Injectable()
class Shop implements Tagged {
  tag = "shop";
  @Rule((value) => value.length > 2) title: string = "no";
  @Rule((value) => value > 0) seats: number = 4;
  @Rule(Array.isArray) rooms: string[] = [];
  @Rule((value) => value instanceof Date) opened?: Date;
  @Rule(() => true) either: string | number = 1;
  constructor(private store: Store, private clock: Clock) {}
  @Logged
  async open(@At("/door") door: string, @At("/key") key: Map<string, Tagged>): Promise<boolean> {
    return door.length + key.size + this.clock.serial > 0 && this.store.clock === this.clock;
  }
}

const shop = make(Shop);
console.log(await shop.open("front", new Map()), make(Store).add("tea", 3), Clock.made);
for (const { name, check, type } of Reflect.getMetadata("rules", Shop.prototype)) {
  console.log(String(name), type, check((shop as any)[name]));
}
const names = (types: Constructor[]) => types.map((type) => type?.name);
console.log(names(Reflect.getMetadata("design:paramtypes", Shop)), names(Reflect.getMetadata("design:paramtypes", Shop.prototype, "open")));
console.log(Reflect.getMetadata("design:returntype", Shop.prototype, "open").name, Reflect.getMetadata("route:0", Shop.prototype, "open"), Reflect.getMetadata("route:1", Shop.prototype, "open"));
console.log(Reflect.getMetadataKeys(Shop), Reflect.hasOwnMetadata("once", Shop), Object.keys(shop));
