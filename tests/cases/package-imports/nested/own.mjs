export { default } from "#internal/for-node";
