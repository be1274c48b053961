export const late = <T,>(value: T): { value: T; kind: string } => ({ value, kind: typeof value });
