// No syntax of ES modules: CommonJS, as its package says nothing.
const value: number = 3;
exports.value = value as number;
exports.where = __filename.slice(__dirname.length);
