export default "imported";
