export { default as neighbour } from "neighbour";
export default import.meta.url;
