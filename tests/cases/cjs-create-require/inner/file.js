module.exports = "inner file";
