export const calls = [];
export function then(resolve) {
  calls.push(resolve);
  resolve("from then");
}
