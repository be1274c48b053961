interface Props<T> { value: T; children?: unknown }
export function Badge<T extends number>({ value, children }: Props<T>) { return <b data-value={value}>{children}</b>; }
