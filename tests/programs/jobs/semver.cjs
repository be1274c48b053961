const semver = require("semver");
console.log(
  ["1.2.3", "v1.2.3-beta.1+build", "not", "1.2"].map((text) => semver.valid(text)),
  semver.inc("1.2.3-a.1", "prerelease"),
  semver.diff("1.2.3", "2.0.0-0"),
  semver.coerce("v3.4 replaces")?.version,
);
console.log(
  ["^1.2.3", "~0.2", ">=1 <2 || 3.x", "*", "1.2.3 - 2.3", "=<bad"].map((range) => semver.validRange(range)),
  semver.maxSatisfying(["1.2.3", "1.9.0", "2.0.0"], "^1.2"),
  semver.satisfies("1.2.3-beta", "^1.2.0", { includePrerelease: true }),
  semver.intersects("^1", ">=1.5"),
  semver.subset("~1.2.3", "^1"),
  semver.sort(["2.0.0", "1.0.0-rc.1", "1.0.0"]),
);
try {
  new semver.SemVer("x");
} catch (error) {
  console.log(error.name, error.message);
}
