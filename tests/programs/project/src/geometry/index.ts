export { Area } from "./area";
namespace Names { export namespace Units { export const length = "m"; export type Kind = "m" | "km" } }
import Units = Names.Units;
export const unit: Units.Kind = Units.length;
