export let count = 0;
export function increment() {
  count += 1;
}
export let replaced = () => "old";
export function replace(f) {
  replaced = f;
}
export default count;
