import { tokens } from "./tokens.mjs";
export type Pair = [key: string, value?: string];
export const parse = (text: string): Pair[] => tokens(text).map((token): Pair => {
  const [key, value] = token.split("=") as [string, string?];
  return value === undefined ? [key.trim()] : [key.trim(), value.trim()];
});
