export default "beside the real file";
