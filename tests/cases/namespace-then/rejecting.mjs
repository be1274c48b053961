export function then(resolve, reject) {
  reject("by then");
}
