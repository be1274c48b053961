(globalThis.order ??= []).push("none");
module.exports = Object.assign(() => 1, { hidden: true });
