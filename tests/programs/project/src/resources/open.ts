import { Handle } from "./handle";
export async function open(): Promise<string[]> {
  const log: string[] = [];
  { using a = new Handle("a", log), b: Disposable = new Handle("b", log); void a, b; log.push("both"); }
  { await using c = new Handle("c", log); void c; }
  return log;
}
