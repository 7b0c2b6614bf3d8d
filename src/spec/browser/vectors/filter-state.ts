import type { VectorData } from './data.js';

/** Which vectors are shown; '' for any. */
export interface FilterState {
  /** Words that are in the id. */
  readonly text: string;
  readonly requirement: string;
  readonly flag: string;
  readonly profile: string;
  /** The expected reason, or `accept`. */
  readonly expected: string;
  /** An implementation that fails them. */
  readonly failing: string;
}

/** All vectors. */
export const NOTHING: FilterState = {
  text: '',
  requirement: '',
  flag: '',
  profile: '',
  expected: '',
  failing: '',
};

const NAMES = Object.keys(NOTHING) as readonly (keyof FilterState)[];

/** The state that an address asks for after its `#`, which may begin with a requirement's id. */
export function stateFrom(hash: string): FilterState {
  const asked = new URLSearchParams(hash.replace(/^(?=(?:BAM|PAN|SUI)-)/, 'requirement='));
  return Object.fromEntries(NAMES.map((name) => [name, asked.get(name) ?? ''])) as unknown as FilterState;
}

/** A state for an address. */
export function stateOf(state: FilterState): string {
  return new URLSearchParams(
    NAMES.flatMap((name) => (state[name] === '' ? [] : [[name, state[name]]])),
  ).toString();
}

/** As much of a vector as is chosen by. */
export type Filtered = Pick<VectorData, 'id' | 'requirements' | 'flags' | 'profile' | 'expect'>;

/** The reason that is expected, or `accept`. */
export const expectedOf = ({ expect }: Pick<VectorData, 'expect'>): string => expect.reason ?? expect.verdict;

/** Whether a vector is shown. @param fails whether the implementation that is asked for fails it */
export function matches(state: FilterState, vector: Filtered, fails: boolean): boolean {
  const words = state.text.toLowerCase().split(/\s+/);
  return (
    words.every((word) => vector.id.includes(word)) &&
    (state.requirement === '' || vector.requirements.includes(state.requirement)) &&
    (state.flag === '' || vector.flags.includes(state.flag)) &&
    (state.profile === '' || vector.profile === state.profile) &&
    (state.expected === '' || expectedOf(vector) === state.expected) &&
    (state.failing === '' || fails)
  );
}
