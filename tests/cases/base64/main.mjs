const attempt = (f, input) => {
  try {
    console.log(f.name, JSON.stringify(input), JSON.stringify(f(input)));
  } catch (error) {
    console.log(f.name, JSON.stringify(input), error.name, error.code, error.message, error instanceof DOMException);
  }
};
for (const input of ["", "a", "ab", "abc", "abcd", "\u0000\u00ff", "é", "€", "\ud83d", 5, null, undefined, [1, 2], {}]) attempt(btoa, input);
for (const input of [
  "", "YQ==", "YQ=", "YQ", "YWI=", "YWI", "YWJj", "YWJjZA==", " Y Q = = ", "Y\nQ\t=\r=\f", "YR==", "A", "AAAAA", "=", "==", "====", "A===",
  "AA=A", "AA==A", "A-_A", "é", "ab\u00a0cd", "/+/+", 12, null, undefined, "AAA=====",
]) {
  attempt(atob, input);
}
for (const f of [atob, btoa]) {
  try {
    f();
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
const all = String.fromCharCode(...Array(256).keys());
console.log(atob(btoa(all)) === all, btoa(all).length, atob(btoa("x".repeat(100_000))).length);
