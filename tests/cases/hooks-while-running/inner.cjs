module.exports = "inner cjs";
