export default "for node";
