import { column } from "./decorators";
export abstract class Entity { @column id: number = 1; @column label?: string; abstract kind(): string }
