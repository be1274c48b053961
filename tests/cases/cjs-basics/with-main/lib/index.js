exports.main = "what main names";
