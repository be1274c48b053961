export const contested = "left";
