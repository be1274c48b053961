function deep() {
  throw new TypeError("thrown at load");
}
deep();
