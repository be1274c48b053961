export function tokens(text: string): string[]
export function tokens(text: string): readonly string[] { return text.split(";").filter((part): part is string => part.trim() !== "") }
