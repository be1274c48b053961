export const here = import.meta.filename === undefined;
