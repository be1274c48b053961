module.exports = [typeof injected, "asked"];
