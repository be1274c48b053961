type Padding = { a: number; b: number };
exports.fail = function fail(message: string): never {
  throw new Error(message);
};
