let value = "first";
export { value as default };
export const change = (next) => (value = next);
