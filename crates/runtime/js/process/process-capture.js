// The callback that takes every uncaught exception, before the listeners of process.

const errors = require("errors");
const uncaught = require("uncaught");

exports.setUncaughtExceptionCaptureCallback = function setUncaughtExceptionCaptureCallback(fn) {
  if (fn !== null && typeof fn !== "function") throw errors.ERR_INVALID_ARG_TYPE("fn", ["Function", "null"], fn);
  if (fn !== null && uncaught.hasCapture()) {
    const message =
      "`process.setupUncaughtExceptionCapture()` was called while a capture callback was already active";
    throw errors.plain(Error, "ERR_UNCAUGHT_EXCEPTION_CAPTURE_ALREADY_SET", message);
  }
  uncaught.setCapture(fn);
};

exports.hasUncaughtExceptionCaptureCallback = () => uncaught.hasCapture();

/** One more callback, asked before the one that is set: it takes the exception if it returns true. */
exports.addUncaughtExceptionCaptureCallback = function addUncaughtExceptionCaptureCallback(fn) {
  require("validators").validateFunction(fn, "fn");
  uncaught.addCapture(fn);
};
