export default "inner";
