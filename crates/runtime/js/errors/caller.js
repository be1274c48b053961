// Who called a built-in function: some warnings are for the program's own code, not for the packages it uses.

/** Whether the code that called into the built-ins lies in a `node_modules` directory. */
exports.isInPackage = function isInPackage() {
  const frames = require("errors").frames(isInPackage).split("\n");
  const caller = frames.find((frame) => frame !== "" && !/[( ]parbake:/.test(frame));
  return caller !== undefined && /[/\\]node_modules[/\\]/.test(caller);
};
