exports.index = "index.js of the directory";
