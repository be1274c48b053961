export let count = 0;
export function increment() {
  count += 1;
}
export default "not by a star";
export const shared = "of counter";
export const both = "of counter";
