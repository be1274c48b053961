export default {};
export const { url } = import.meta;
