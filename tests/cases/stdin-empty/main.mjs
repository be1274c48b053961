// Standard input with nothing in it.
process.stdin.on("data", () => console.log("data")).on("end", () => console.log("end"));
