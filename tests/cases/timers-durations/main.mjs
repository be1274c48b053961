// Durations that make no sense are one millisecond; the program is told.
process.on("warning", (warning) => console.log(warning.name, JSON.stringify(warning.message)));
let left = 0;
for (const after of [0, -1, -5, 0.5, NaN, undefined, null, "abc", 2 ** 31, Infinity, 1e10, "2", true, {}, []]) {
  left++;
  const timer = setTimeout(() => {
    if (--left === 0) console.log("all ran");
  }, after);
  console.log(String(after), timer._idleTimeout);
}
