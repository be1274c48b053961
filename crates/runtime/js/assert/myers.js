// The shortest way from one list to another: E. Myers, An O(ND) Difference Algorithm and Its Variations (1986).

/** What is done with an item: it is in both lists, in `actual` only, or in `expected` only. */
const BOTH = 0;
const ADDED = 1;
const REMOVED = -1;

exports.BOTH = BOTH;
exports.ADDED = ADDED;
exports.REMOVED = REMOVED;

/**
 * `[operation, item]` for each item, in order.
 * @param same whether two items count as equal. @param choose which of two such items is named.
 */
exports.diff = function diff(actual, expected, same = Object.is, choose = (a) => a) {
  return walkBack(furthestPaths(actual, expected, same), actual, expected, choose);
};

/** How far along each diagonal (x - y) one gets with 0, 1, 2... steps aside. */
function furthestPaths(actual, expected, same) {
  const most = actual.length + expected.length;
  const front = new Int32Array(2 * most + 3);
  const steps = [];
  for (let step = 0; step <= most; step++) {
    steps.push(front.slice());
    for (let k = -step; k <= step; k += 2) {
      let x = goesDown(front, most, k, step) ? front[most + k + 1] : front[most + k - 1] + 1;
      while (x < actual.length && x - k < expected.length && same(actual[x], expected[x - k])) x++;
      front[most + k] = x;
      if (x >= actual.length && x - k >= expected.length) return { steps, most };
    }
  }
  return { steps, most };
}

/** Whether the best way onto diagonal `k` leads over an item of `expected`. */
function goesDown(front, most, k, step) {
  return k === -step || (k !== step && front[most + k - 1] < front[most + k + 1]);
}

function walkBack({ steps, most }, actual, expected, choose) {
  const result = [];
  let x = actual.length;
  let y = expected.length;
  for (let step = steps.length - 1; step >= 0; step--) {
    const front = steps[step];
    const down = goesDown(front, most, x - y, step);
    const k = down ? x - y + 1 : x - y - 1;
    const fromX = front[most + k];
    const fromY = fromX - k;
    while (x > fromX && y > fromY && x > 0 && y > 0) {
      result.push([BOTH, choose(actual[--x], expected[--y])]);
    }
    if (step === 0) break;
    if (down) result.push([REMOVED, expected[--y]]);
    else result.push([ADDED, actual[--x]]);
  }
  return result.reverse();
}
