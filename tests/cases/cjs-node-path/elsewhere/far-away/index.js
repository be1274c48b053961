exports.name = "found by NODE_PATH";
