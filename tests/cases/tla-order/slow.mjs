import { log } from "./log.mjs";
log("slow begins");
await new Promise((resolve) => setTimeout(resolve, 20));
log("slow ends");
export const value = "slow's value";
