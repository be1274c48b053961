const typed: string = "typed"; export default typed;
