export const n8 = 8;
