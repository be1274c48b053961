// From one stream to the other, and no further.
process.stdin.pipe(process.stdout);
process.stdin.on("end", () => console.log("end"));
