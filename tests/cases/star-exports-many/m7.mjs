export const n7 = 7;
