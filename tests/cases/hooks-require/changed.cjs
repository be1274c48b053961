exports.own = 1; exports.required = require("./required.cjs"); exports.self = require("./changed.json");
