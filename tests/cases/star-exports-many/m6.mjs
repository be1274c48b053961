export const n6 = 6;
