export default () => "default";
export { a } from "./named.mjs";
