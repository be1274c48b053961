import { value } from "./kept.mjs"; export const later = () => value;
