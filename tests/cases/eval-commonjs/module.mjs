export const name = import.meta.url.slice(-10);
