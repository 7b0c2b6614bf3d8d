/** What a subject's data script holds: written by `src/spec/site/vectors/`, read in the page. */
export interface SubjectData {
  readonly subject: string;
  /** What goes wrong in an implementation that misses a vector; vectors name them by their places. */
  readonly notes: readonly string[];
  readonly vectors: readonly VectorData[];
  readonly results: readonly ResultsData[];
}

/** A vector. Its results stand at the same place in each implementation's list. */
export interface VectorData {
  readonly id: string;
  readonly op: string;
  readonly profile?: 'bamboo' | 'p2panda';
  readonly requirements: readonly string[];
  /** Places in the subject's notes. */
  readonly notes: readonly number[];
  readonly input: Readonly<Record<string, unknown>>;
  readonly expect: { readonly verdict: string; readonly reason?: string; readonly output?: unknown };
  readonly comment?: string;
  /** Whether byte strings of the input are cut: they end in `…`. */
  readonly isCut?: true;
}

/** How an implementation did. */
export interface ResultsData {
  readonly implementation: string;
  /** A letter a vector, see {@link STANDINGS}. */
  readonly letters: string;
  /** More about those that don't plainly pass, by the vector's place. */
  readonly details: Readonly<Record<string, ResultDetails>>;
}

/** What is known of a vector that doesn't plainly pass. */
export interface ResultDetails {
  readonly expected?: string;
  readonly actual?: string;
  readonly differences?: readonly { field: string; expected: string; actual: string }[];
  /** Why it is expected to fail. */
  readonly because?: string;
  readonly message?: string;
  readonly unchecked?: readonly string[];
}

/** What the letters mean. */
export const STANDINGS = {
  p: 'passes',
  u: 'passes, not compared in full',
  m: 'rejects for another reason',
  f: 'fails',
  e: 'fails as expected',
  n: 'not applicable',
} as const;

/** One of the letters. */
export type Letter = keyof typeof STANDINGS;

/** Whether a vector fails, expected to or not. */
export const isFailure = (letter: string): boolean => letter === 'f' || letter === 'e';
