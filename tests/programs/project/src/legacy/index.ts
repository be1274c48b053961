import { Service } from "./service";
import { registered, types } from "./decorators";
export function runLegacy(): string[] { return [new Service("s").call(2), ...registered, ...types]; }
