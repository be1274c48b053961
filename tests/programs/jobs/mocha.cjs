// Mocha's runner on a suite that is made here, with a reporter that prints what comes.
const Mocha = require("mocha");
const assert = require("assert");
class Lines {
  constructor(runner) {
    const { EVENT_SUITE_BEGIN, EVENT_TEST_PASS, EVENT_TEST_FAIL, EVENT_TEST_PENDING, EVENT_RUN_END } =
      Mocha.Runner.constants;
    runner.on(EVENT_SUITE_BEGIN, (suite) => console.log("suite", suite.fullTitle()));
    runner.on(EVENT_TEST_PASS, (test) => console.log("pass", test.fullTitle()));
    runner.on(EVENT_TEST_FAIL, (test, error) =>
      console.log("fail", test.fullTitle(), error.name, error.message.split("\n")[0]),
    );
    runner.on(EVENT_TEST_PENDING, (test) => console.log("pending", test.title));
    runner.on(EVENT_RUN_END, () => {
      const { suites, tests, passes, pending, failures } = runner.stats;
      console.log({ suites, tests, passes, pending, failures });
    });
  }
}
const mocha = new Mocha({ reporter: Lines, ui: "bdd", cleanReferencesAfterRun: false });
mocha.suite.emit("pre-require", global, null, mocha);
const calls = [];
describe("arithmetic", () => {
  before(() => calls.push("before"));
  beforeEach(() => calls.push("each"));
  it("adds", () => assert.strictEqual(1 + 1, 2));
  it("is wrong", () => assert.deepStrictEqual({ a: 1 }, { a: 2 }));
  it.skip("is skipped", () => {});
  it("is to be written");
  describe("inner", () => {
    it("throws", () => {
      throw new RangeError("out");
    });
    it("passes a callback", (done) => done());
  });
  after(() => calls.push("after"));
});
mocha.run((failures) => console.log("failures", failures, calls));
