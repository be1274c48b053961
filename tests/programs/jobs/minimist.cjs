const minimist = require("minimist");
console.log(
  minimist(["-abc", "--x=3", "--y", "4", "-n5", "--no-z", "--o.b", "c", "rest", "--", "-t"]),
  minimist(["-v", "--name", "7"], {
    string: ["name"],
    boolean: ["v"],
    alias: { v: "verbose" },
    default: { d: 1 },
    "--": true,
  }),
);
