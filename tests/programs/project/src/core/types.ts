export type Printable = string | number | boolean | readonly Printable[] | { [key: string]: Printable } | null | undefined;
export interface Named { readonly name: string }
export type Maybe<T> = T | undefined;
