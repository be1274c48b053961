// Two promise libraries from before there were promises.
const Bluebird = require("bluebird");
const Q = require("q");
const order = [];
Bluebird.map([3, 2, 1], (n) => Bluebird.delay(n, n * 10), { concurrency: 2 })
  .then((all) => order.push(["map", all]))
  .then(() => Bluebird.reduce([1, 2, 3], (a, b) => a + b))
  .tap((sum) => order.push(["reduce", sum]))
  .then(() => Bluebird.props({ a: 1, b: Bluebird.resolve(2) }))
  .then((props) => order.push(["props", props]))
  .then(() => {
    throw new Bluebird.OperationalError("typed");
  })
  .catch(TypeError, () => order.push("never"))
  .catch(Bluebird.OperationalError, (error) => order.push(["caught", error.message]))
  .finally(() => order.push("finally"))
  .then(() => Bluebird.promisify((value, callback) => setImmediate(callback, null, value))("promisified"))
  .then((value) => order.push(value))
  .then(() => new Bluebird(() => {}).timeout(5).catch(Bluebird.TimeoutError, (error) => order.push(error.message)))
  .then(() => queue());
const queue = () =>
  Q()
    .then(() => Q.all([Q.delay(1).thenResolve("a"), Q("b")]))
    .then((all) => order.push(all))
    .then(() => {
      throw new Error("thrown");
    })
    .catch((error) => order.push(error.message))
    .then(() => Q.denodeify((callback) => callback(null, "node"))())
    .then((value) => {
      order.push(value);
      return Q.defer().promise.isPending();
    })
    .then((pending) => order.push(pending))
    .then(() => Q.allSettled([Q(1), Q.reject(2)]))
    .then((states) => order.push(states))
    .done(() => console.log(order));
