export const contested = "right";
