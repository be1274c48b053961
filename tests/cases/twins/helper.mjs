export const helper = "the helper above";
