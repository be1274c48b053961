export namespace Area {
  export let asked = 0;
  const square_ = (side: number): number => { asked++; return side ** 2; };
  export function square(side: number): [number, number] { return [square_(side), asked]; }
  export namespace Constants { export const tau = 2 * Math.PI }
}
export namespace Area { export const circle = (radius: number): number => (Constants.tau / 2) * radius ** 2 + asked; }
