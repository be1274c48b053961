process.exitCode = 3;
console.log(process.exitCode);
process.exitCode = "4";
console.log(process.exitCode === "4");
for (const wrong of ["a", "", 1.5, true, {}, NaN]) {
  try {
    process.exitCode = wrong;
  } catch (error) {
    console.log(`${error.name} ${error.code}: ${error.message}`);
  }
}
process.exitCode = null;
console.log(process.exitCode);
process.exitCode = 5;
process.on("exit", (code) => console.log("exit", code, process.exitCode));
