import { value } from "./slow.mjs";
import { log } from "./log.mjs";
log(`after slow: ${value}`);
