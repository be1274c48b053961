class HttpError extends Error {
  name = "HttpError";
}
const error = new HttpError("not found", { cause: new TypeError("inner") });
error.status = 404;
error.headers = { accept: ["text/html"] };
throw error;
