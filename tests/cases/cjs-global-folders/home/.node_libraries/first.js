exports.name = "not this first";
