export { part } from "@self/package/part";
export default {};
