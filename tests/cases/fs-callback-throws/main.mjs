// What a callback throws is an uncaught exception; the next callback is made all the same.
import { stat } from "node:fs";

process.on("uncaughtException", (error, origin) => {
  console.log(origin, error.message);
  stat(".", () => console.log("done"));
});
stat(".", () => {
  throw new Error("from the callback");
});
