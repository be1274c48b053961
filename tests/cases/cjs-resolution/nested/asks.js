exports.name = "asks";
exports.plain = require("plain").name;
