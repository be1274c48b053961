module.exports = "the target";
