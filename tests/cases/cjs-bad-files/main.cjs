// What cannot be loaded says why, and where.
const failing = [
  "./addon.node", "addon-package", "./bad.json", "./stray.js", "./early.js", "bad-config", "./unclosed.js", "wasm-package",
];
for (const request of failing) {
  try {
    require(request);
    console.log(request, "was loaded");
  } catch (error) {
    console.log(request, error.name, error.code, error.message.replaceAll(__dirname, ""));
  }
}
console.log(Object.keys(require.cache).length);
