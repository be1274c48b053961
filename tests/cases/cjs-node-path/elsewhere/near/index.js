exports.name = "NODE_PATH comes last";
