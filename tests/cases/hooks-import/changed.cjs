exports.own = 1; exports.required = require("./required.cjs");
