module.exports = "later";
