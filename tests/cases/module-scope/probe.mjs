export var varOfProbe = "probe";
export function probe() {
  return [typeof here, this === undefined, (function () { return typeof this; }).call(1)].join();
}
