exports.a = {
