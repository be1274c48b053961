export const effects: string[] = [];
