import { injectable, inject, twice } from "./decorators";
import { Entity } from "./entity";
@injectable
export class Service extends Entity {
  constructor(@inject("name") private readonly name: string, @inject("size") public size: number = 3) { super(); }
  @twice call(n: number): string { return this.name + n + this.kind() + this.size + this.id; }
  kind(): string { return "k"; }
}
