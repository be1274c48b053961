import { effects } from "./effects.ts";
effects.push("effect");
export let touched: boolean = true;
