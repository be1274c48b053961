process.on("warning", (warning) => {
  const { name, message, code, detail } = warning;
  console.log(name, JSON.stringify(message), code, detail, warning instanceof Error);
});
process.emitWarning("text");
process.emitWarning("typed", "CustomWarning");
process.emitWarning("coded", "CustomWarning", "CODE1");
process.emitWarning("options", { type: "Typed", code: "CODE2", detail: "more about it" });
process.emitWarning(Object.assign(new Error("an error"), { name: "ErrorWarning", code: "CODE3" }));
process.emitWarning("old", "DeprecationWarning", "DEP0");
process.emitWarning("same code", "DeprecationWarning", "DEP0");
process.noDeprecation = true;
process.emitWarning("silenced", "DeprecationWarning");
console.log("warnings come later");
for (const wrong of [[5], ["x", 5], ["x", "y", 5], []]) {
  try {
    process.emitWarning(...wrong);
  } catch (error) {
    console.log(error.code, error.message);
  }
}
