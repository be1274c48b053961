// Type errors are nobody's business here; syntax errors are.
const a: number = "text";
enum E { A = 1 }
const b: = E.A;
