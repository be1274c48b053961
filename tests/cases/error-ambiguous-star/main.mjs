import { contested } from "./hub.mjs";
