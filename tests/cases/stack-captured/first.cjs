// What is required before the program formats stacks too.
let calls = 0;
Error.prepareStackTrace = (error, sites) => {
  calls++;
  return `${error} at ${sites[0].getLineNumber()}`;
};
module.exports = () => {
  Error.prepareStackTrace = undefined;
  return calls;
};
