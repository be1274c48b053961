import { count } from "./module.mjs";
export default `nested ${count()}`;
