for (const wrong of ["a", 1.5, true, {}]) {
  try {
    process.exit(wrong);
  } catch (error) {
    console.log(`${error.name} ${error.code}: ${error.message}`);
  }
}
process.on("exit", (code) => console.log(code));
process.exit("7");
