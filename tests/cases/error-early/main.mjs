// Early errors: nothing of the module runs.
console.log("never printed");
export const twice = 1;
export { twice };
