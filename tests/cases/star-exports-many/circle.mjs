// Leads back to where it is asked for.
export { round } from "./around.mjs";
export const straight = "straight";
