module.exports = require("./imported-first.json");
