// node:stream/promises

const { promises } = require("stream-finished");

exports.finished = promises.finished;
exports.pipeline = promises.pipeline;
