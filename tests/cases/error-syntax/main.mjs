console.log("never printed");
export function broken( {
  return 1 +* 2;
}
