export const value = "sibling is fine";
