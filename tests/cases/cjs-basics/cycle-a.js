exports.log = [];
exports.early = "a";
const b = require("./cycle-b");
exports.log.push(b.seen, b.done);
