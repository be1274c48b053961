// A binary min-heap whose items know their own place, so that one of them can move or leave in logarithmic time.

/** `less(a, b)` orders the items; each item's `place` property is the heap's own. */
exports.Heap = class Heap {
  #items = [];
  #less;

  constructor(less) {
    this.#less = less;
  }

  peek() {
    return this.#items[0];
  }

  push(item) {
    item.place = this.#items.length;
    this.#items.push(item);
    this.#up(item);
  }

  remove(item) {
    const last = this.#items.pop();
    if (last === item) return;
    last.place = item.place;
    this.#items[last.place] = last;
    this.moved(last);
  }

  /** Puts `item` in its right place after its order has changed. */
  moved(item) {
    this.#up(item);
    this.#down(item);
  }

  #swap(a, b) {
    [a.place, b.place] = [b.place, a.place];
    this.#items[a.place] = a;
    this.#items[b.place] = b;
  }

  #up(item) {
    while (item.place > 0) {
      const parent = this.#items[(item.place - 1) >> 1];
      if (!this.#less(item, parent)) return;
      this.#swap(item, parent);
    }
  }

  #down(item) {
    for (;;) {
      const left = this.#items[2 * item.place + 1];
      if (left === undefined) return;
      const right = this.#items[2 * item.place + 2];
      const child = right !== undefined && this.#less(right, left) ? right : left;
      if (!this.#less(child, item)) return;
      this.#swap(child, item);
    }
  }
};
