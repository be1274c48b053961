export class Missing extends Error {
  override readonly name = "Missing";
  constructor(public readonly item: string, options?: ErrorOptions) { super(`no ${item}`, options); }
}
