const start = [];
export const log = (text) => console.log(String(start.push(text)).padStart(2), text);
