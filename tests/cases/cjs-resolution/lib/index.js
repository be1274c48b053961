exports.name = "lib/index.js";
