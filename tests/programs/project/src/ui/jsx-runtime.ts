export namespace JSX { export type Element = string; export interface IntrinsicElements { [name: string]: Record<string, unknown> } }
type Props = Record<string, unknown> & { children?: unknown };
export const Fragment = (props: Props): string => text(props.children);
function text(value: unknown): string {
  return Array.isArray(value) ? value.map(text).join("") : value === undefined || value === false || value === null ? "" : String(value);
}
export function jsx(type: string | ((props: Props) => string), props: Props, key?: string): string {
  if (typeof type === "function") return type(props);
  const { children, ...rest } = props;
  const attributes = Object.entries({ ...rest, ...(key === undefined ? {} : { key }) }).map(([name, value]) => value === true ? ` ${name}` : ` ${name}="${value}"`);
  return `<${type}${attributes.join("")}>${text(children)}</${type}>`;
}
export { jsx as jsxs };
