const value = "a value";
export { value as "string name", value as default, value as "☃" };
