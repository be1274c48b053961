export default "second";
