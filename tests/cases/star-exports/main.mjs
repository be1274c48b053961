// `export *` takes every name but `default`; own exports hide, two origins cancel out, the same origin twice does not.
import * as hub from "./hub.mjs";
import { shared, own, viaTwoWays } from "./hub.mjs";

console.log(Object.keys(hub).join());
console.log(shared, own, viaTwoWays, hub.leftOnly, hub.rightOnly, hub.nested.leftOnly);
console.log(hub.contested, "contested" in hub, "default" in hub);
