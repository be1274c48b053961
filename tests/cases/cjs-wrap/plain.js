module.exports = typeof injected;
