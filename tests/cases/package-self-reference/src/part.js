export const part = "part of the package itself";
