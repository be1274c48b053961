module.exports = "ORIGINAL text";
