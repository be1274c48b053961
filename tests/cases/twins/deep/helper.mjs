export const helper = "the helper below";
