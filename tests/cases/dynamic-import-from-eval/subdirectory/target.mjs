export default "target below";
