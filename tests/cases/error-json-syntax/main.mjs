import data from "./data.json" with { type: "json" };
console.log("never printed", data);
