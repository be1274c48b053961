// Standard input in its other mode.
process.stdin.on("readable", () => {
  for (let chunk; (chunk = process.stdin.read()) !== null; ) console.log(chunk.length);
});
process.stdin.on("end", () => console.log("end"));
