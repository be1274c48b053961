const require = "its own"; export { require };
