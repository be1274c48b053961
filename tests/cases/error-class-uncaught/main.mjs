// The place that is shown of an error is where it was made, not in the classes that it is of.
class Base extends Error {}
class Failure extends Base {
  constructor(reason) {
    super(`because of ${reason}`);
    this.name = "Failure";
  }
}

function fail() {
  throw new Failure("the weather");
}

fail();
