// How an operation on files is carried out: at once, with a callback, or as a promise.
//
// An operation is a request, one call of a native, or a generator that yields requests (and promises, where it calls the
// program's functions) and returns its result.

const { setStack } = require("errors");
const { natives: files } = require("fs-arguments");
const { systemError } = require("system-error");

/**
 * A call of one native.
 * @param op the native's name; `args` its arguments.
 * @param syscall what errors say was called; `path` and `dest` what it was called with, as texts.
 * @param map makes the result of what the native answers.
 */
exports.request = function request(op, args, syscall, path, dest, map) {
  return { op, args, syscall, path, dest, map };
};

/** The error of a failure; one that says which of several calls it was is about the path only if that was opening it. */
function errorOf({ syscall, path, dest }, failure) {
  const call = failure[3] ?? syscall;
  return call === syscall ? systemError(failure, call, path, dest) : systemError(failure, call);
}

const isGenerator = (operation) => typeof operation.next === "function";

// -- at once --------------------------------------------------------------------------------------------------------------

function performRequest(request, caller) {
  const answer = files[request.op](...request.args);
  if (Array.isArray(answer)) {
    const error = errorOf(request, answer);
    // The stack begins with who called the function of node:fs.
    if (caller !== undefined) setStack(error, `Error: ${error.message}`, caller);
    throw error;
  }
  return request.map === undefined ? answer : request.map(answer);
}

function performAll(generator, caller) {
  let step = generator.next();
  while (!step.done) {
    let answer;
    try {
      answer = exports.sync(step.value, caller);
    } catch (error) {
      step = generator.throw(error);
      continue;
    }
    step = generator.next(answer);
  }
  return step.value;
}

/** Carries an operation out now. `caller` is the function of node:fs that was called for it. */
exports.sync = (operation, caller) =>
  isGenerator(operation) ? performAll(operation, caller) : performRequest(operation, caller);

// -- on another thread ----------------------------------------------------------------------------------------------------

/** What happens later has no callers: the error's stack is its first line. */
function rootless(error) {
  const value = `${error.name}: ${error.message}`;
  return Object.defineProperty(error, "stack", { __proto__: null, value, writable: true, configurable: true });
}

/** The callback, in the async context that it was given in. */
const capture = (callback) => require("tasks").capture(callback);

/** Begins a request; `done(error, result)` is called from the event loop. @returns the work's number. */
function begin(request, done) {
  const finish = capture((failure, answer) => {
    if (failure !== undefined) return done(rootless(errorOf(request, failure)));
    let result;
    try {
      result = request.map === undefined ? answer : request.map(answer);
    } catch (error) {
      return done(error);
    }
    return done(null, result);
  });
  return files.submit(request.op, finish, ...request.args);
}

exports.begin = begin;

async function promiseAll(generator) {
  let step = generator.next();
  while (!step.done) {
    let answer;
    try {
      answer = await exports.promise(step.value);
    } catch (error) {
      step = generator.throw(error);
      continue;
    }
    step = generator.next(answer);
  }
  return step.value;
}

/** Carries an operation out elsewhere. */
exports.promise = function promise(operation) {
  if (isGenerator(operation)) return promiseAll(operation);
  if (typeof operation.then === "function") return operation;
  return new Promise((resolve, reject) => {
    begin(operation, (error, result) => (error === null ? resolve(result) : reject(error)));
  });
};

/** Carries an operation out elsewhere, then calls back; without a result the callback gets `null` alone. */
exports.callback = function callback(operation, callback) {
  const done = (error, result) => (error === null && result !== undefined ? callback(null, result) : callback(error));
  if (!isGenerator(operation) && typeof operation.then !== "function") {
    begin(operation, done);
    return;
  }
  // What the callback throws is an uncaught exception, not a rejection.
  const { nextTick } = require("tasks");
  exports.promise(operation).then((result) => nextTick(done, null, result), (error) => nextTick(done, error));
};
