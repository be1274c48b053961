import main from "./main.cjs";
export const seen = main;
