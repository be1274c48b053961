function square(side: number): number {
  return side * side;
}
export = { square };
