export default "one";
function one() { return "one"; }
export const text = one.toString();
