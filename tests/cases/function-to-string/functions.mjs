// Comments before a function are not part of it. Ümläuts 日本 🍞 shift bytes, not characters.
export default function   spaced  ( a,b = "日本" /* why */ ) { // 🍞
  return a+b;	// tab
}
export const arrow = async (x) => x;
export const template = () => `a ${"b"} \u{1F35E} 🍞`;
export class Class extends Object { static x = 1;
  #private = 'p';
  method ( ) { return this.#private }
  get accessor() { return 1; }
  static async *"static method"() {}
}
export function* generator(){yield 1}
export const nested = () => () => String(nested) + String(function inner () { });
export const { computed } = { ["com" + "puted"]() { return "c" } };
