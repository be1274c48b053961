function (key) {
  return typeof key === "symbol" ? key : `${key}`;
}
