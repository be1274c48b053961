import { x } from "node:no-such-module";
