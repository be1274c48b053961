import { nowhere } from "./a.mjs";
