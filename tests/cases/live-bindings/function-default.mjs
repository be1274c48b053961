export default function current() {
  return "before";
}
export function swap() {
  current = () => "after";
}
