export const { main } = import.meta;
export const meta = import.meta;
