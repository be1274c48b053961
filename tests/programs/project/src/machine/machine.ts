import { State, next } from "./states";
export function machine(): State[] {
  const seen: State[] = [];
  for (let state: State = State.Idle; ; state = next[state]) { seen.push(state); if (state === State.Done) return seen; }
}
