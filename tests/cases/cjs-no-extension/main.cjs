// A required file without an extension is what its package says; one with an extension that nobody knows is what it looks like.
for (const directory of ["modules", "common", "none"]) {
  for (const name of ["common", "module", "common.other", "module.other"]) {
    try {
      console.log(directory, name, require(`./${directory}/${name}`).kind);
    } catch (error) {
      console.log(directory, name, error.name);
    }
  }
}
