// Which of our classes structuredClone treats specially: each built-in registers itself when it is first used, so that
// structuredClone need not load them all.

/** Predicates of classes that cannot be cloned at all, such as URL. */
exports.uncloneable = [];

/** `{ matches(value), clone(value) }` for classes that are cloned in a way of their own, such as DOMException. */
exports.cloners = [];
