module.exports = "fifth, of NODE_PATH";
