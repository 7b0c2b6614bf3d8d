/** What a subject's page knows: written by `src/spec/site/vectors/`, read in the page. */
export interface SubjectData {
  readonly subject: string;
  readonly flags: readonly FlagData[];
  /** The sentence of each requirement that is tested, by its id. */
  readonly requirements: Readonly<Record<string, string>>;
  /** The requirement that each expected reason breaks. */
  readonly reasons: Readonly<Record<string, string>>;
  readonly vectors: readonly VectorData[];
  readonly results: readonly ResultsData[];
}

/** What goes wrong in an implementation that misses a vector. */
export interface FlagData {
  readonly name: string;
  readonly note: string;
}

/** A vector. Its results stand at the same place in each implementation's list. */
export interface VectorData {
  readonly id: string;
  readonly op: string;
  readonly profile?: 'bamboo' | 'p2panda' | 'p2panda-compat';
  readonly requirements: readonly string[];
  /** Names of flags. */
  readonly flags: readonly string[];
  readonly input: Readonly<Record<string, unknown>>;
  readonly expect: { readonly verdict: string; readonly reason?: string; readonly output?: unknown };
  readonly comment?: string;
  /** Whether byte strings in it are cut, as by {@link cutHex}. */
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

/** The data as a script has it: a string that comes again and again stands in it once. */
export interface PackedSubject {
  readonly strings: readonly string[];
  /** A {@link SubjectData}, in which `"@7"` stands for the eighth string. */
  readonly data: unknown;
}

function unpacked(value: unknown, strings: readonly string[]): unknown {
  if (typeof value === 'string') return value.startsWith('@') ? strings[Number(value.slice(1))] : value;
  if (Array.isArray(value)) return value.map((inner) => unpacked(inner, strings));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, unpacked(inner, strings)]));
}

/** The data of a script. */
export function unpack({ strings, data }: PackedSubject): SubjectData {
  return unpacked(data, strings) as SubjectData;
}

/** Hex of which only the first bytes are given; the rest is counted. */
export function cutHex(hex: string, bytes: number): string {
  const more = hex.length / 2 - bytes;
  return more <= 0 ? hex : `${hex.slice(0, 2 * bytes)}… and ${more} more bytes`;
}

/** How many bytes hex stands for, cut or not. */
export function bytesIn(hex: string): number {
  const [, shown = hex, more = '0'] = /^([0-9a-f]*)… and (\d+) more bytes$/.exec(hex) ?? [];
  return shown.length / 2 + Number(more);
}
