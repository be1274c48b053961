console.log(process.stdout.write("text\n"), process.stdout.write(""), process.stdout.writable);
process.stdout.write(new Uint8Array([0xe2, 0x82, 0xac, 10]));
process.stdout.write("4142430a", "hex");
process.stdout.write("REVGCg==", "base64");
process.stdout.write("\xe9".length === 1 ? "latin1\n" : "", "latin1");
process.stdout.write("with a callback\n", () => console.log("called back"));
process.stdout.write("with both\n", "utf8", (error) => console.log("called back", error));
console.log("before the callbacks");
for (const wrong of [[5], [null], [undefined], [{}], ["x", "no such encoding"]]) {
  try {
    process.stdout.write(...wrong);
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
process.stdout.on("error", (error) => console.error(error.code));
process.stdout.end("the end\n", () => process.stderr.write("ended\n"));
process.stdout.write("never");
