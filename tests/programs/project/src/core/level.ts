export enum Level { Low, Middle, High = 10, Top = High << 1 }
export const enum Flag { None, Read = 1 << 0, Write = 1 << 1, All = Read | Write }
export namespace Level {
  export function parse(name: keyof typeof Level): Level { return Level[name] as Level; }
}
