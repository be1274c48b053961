exports.name = "second, of .node_libraries";
