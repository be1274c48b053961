export enum State { Idle = "idle", Busy = "busy", Done = "done" }
export const next = { [State.Idle]: State.Busy, [State.Busy]: State.Done, [State.Done]: State.Idle } satisfies Record<State, State>;
