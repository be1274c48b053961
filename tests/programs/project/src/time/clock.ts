/** A clock that stands still. */
export default function now(this: void): Date { return new Date(Date.UTC(2026, 0, 2) as number); }
