export { default } from "#exact";
