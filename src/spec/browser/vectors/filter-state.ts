/** Which vectors are shown; '' for any. */
export interface FilterState {
  /** A part of the id. */
  readonly text: string;
  readonly requirement: string;
  readonly profile: string;
  /** The expected reason, or `accept`. */
  readonly expected: string;
  /** An implementation that fails them. */
  readonly failing: string;
}

/** All vectors. */
export const NOTHING: FilterState = { text: '', requirement: '', profile: '', expected: '', failing: '' };

const NAMES = Object.keys(NOTHING) as readonly (keyof FilterState)[];

/** The state that an address asks for after its `#`, which may begin with a requirement's id. */
export function stateFrom(hash: string): FilterState {
  const asked = new URLSearchParams(hash.replace(/^(?=(?:BAM|SUI)-)/, 'requirement='));
  return Object.fromEntries(NAMES.map((name) => [name, asked.get(name) ?? ''])) as unknown as FilterState;
}

/** A state for an address. */
export function stateOf(state: FilterState): string {
  return new URLSearchParams(
    NAMES.flatMap((name) => (state[name] === '' ? [] : [[name, state[name]]])),
  ).toString();
}

/** As much of a vector as is chosen by. */
export interface Filtered {
  readonly id: string;
  readonly requirements: readonly string[];
  readonly profile?: string;
  readonly expected: string;
}

/** Whether a vector is shown. @param fails whether the implementation that is asked for fails it */
export function matches(
  state: FilterState,
  { id, requirements, profile, expected }: Filtered,
  fails: boolean | undefined,
): boolean {
  return (
    id.includes(state.text.trim().toLowerCase()) &&
    (state.requirement === '' || requirements.includes(state.requirement)) &&
    (state.profile === '' || profile === state.profile) &&
    (state.expected === '' || expected === state.expected) &&
    (state.failing === '' || fails === true)
  );
}
