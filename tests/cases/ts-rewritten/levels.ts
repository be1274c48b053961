export enum Level { Low, High = "high" }
export namespace Limits { export const most = 3 }
export const check = (level: Level): boolean => level === Level.Low && Limits.most === 3;
