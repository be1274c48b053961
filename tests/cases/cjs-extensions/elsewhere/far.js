module.exports = "far";
