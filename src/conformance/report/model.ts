import type { Outcome, Difference } from '../judge.js';
import type { Declaration, Operation, Profile } from '../protocol.js';

/**
 * How a vector counts. `expected` is a failure that the list of expected failures names; `marked` is a wrong
 * reason, where reasons aren't strict.
 */
export type Standing = 'passed' | 'marked' | 'failed' | 'expected' | 'not-applicable' | 'not-run';

/** What came of one vector with one implementation. */
export interface VectorResult {
  /** The vector's id. */
  vector: string;
  subject: string;
  op: Operation;
  /** With which profile it was sent; absent where it wasn't. */
  profile?: Profile;
  requirements: readonly string[];
  outcome: Outcome;
  standing: Standing;
  /** What was expected, in words. */
  expected: string;
  /** What came back, in words; absent where nothing was asked. */
  actual?: string;
  /** What came with an accept; only with what didn't pass, and shortened where it is long. */
  output?: unknown;
  differences: readonly Difference[];
  /** What was not compared, as in `output.hash`. */
  unchecked: readonly string[];
  /** The implementation's own words. */
  message?: string;
  /** The end of what it wrote to standard error meanwhile; only with what didn't pass. */
  stderr?: string;
  /** What goes wrong in an implementation that misses the vector; only with what didn't pass. */
  notes: readonly string[];
  /** Why the list of expected failures says that it fails. */
  expectedBecause?: string;
  milliseconds: number;
}

/** An entry of a list of expected failures that doesn't hold. */
export interface StaleEntry {
  vector: string;
  /** Why it is stale, as in "passes". */
  problem: string;
}

/** How many vectors have which standing. */
export type Counts = Record<Standing, number>;

/** All that came of one implementation. */
export interface ImplementationReport {
  /** As it was given. */
  name: string;
  /** Absent where it never started. */
  declaration?: Declaration;
  /** Why the run ended early, or could not begin. */
  error?: string;
  /** What else is worth knowing: names it declared that nobody knows, a wrong exit status. */
  remarks: readonly string[];
  /**
   * `as-expected`: it fails, and only what the list of expected failures names. `not-applicable`: nothing of the
   * selection could be asked. `error` outweighs `failed`.
   */
  verdict: 'conformant' | 'as-expected' | 'failed' | 'not-applicable' | 'error';
  counts: Counts;
  results: readonly VectorResult[];
  stale: readonly StaleEntry[];
}

/** Where the suite's sources stand. */
export interface Revision {
  commit: string;
  /** Whether files differ from it. */
  changed: boolean;
}

/** The report of a run: what `--format json` prints, held to `vectors/report.schema.json`. */
export interface Report {
  format: 'sasako-report';
  formatVersion: 1;
  suite: { version: string; vectors: number; selected: number };
  /** `revision` is there where the suite runs from a checkout of its repository. */
  environment: { runtime: string; platform: string; startedAt: string; revision?: Revision };
  /** The command line that ran it; absent where a program did. */
  command?: string;
  options: {
    profile?: Profile;
    ops: readonly string[];
    vectors: readonly string[];
    strictReasons: boolean;
    timeoutSeconds: number;
  };
  implementations: readonly ImplementationReport[];
  /** 0 conformant, or failing as expected; 1 a failure, or a stale expectation; 2 something could not be tested. */
  exitStatus: 0 | 1 | 2;
}

/** Zero of everything. */
export function noCounts(): Counts {
  return { passed: 0, marked: 0, failed: 0, expected: 0, 'not-applicable': 0, 'not-run': 0 };
}

/** Counts standings. */
export function countStandings(results: readonly { standing: Standing }[]): Counts {
  const counts = noCounts();
  for (const { standing } of results) counts[standing]++;
  return counts;
}

/** The exit status that the reports of some implementations come to. */
export function exitStatusOf(reports: readonly ImplementationReport[]): 0 | 1 | 2 {
  if (reports.some(({ verdict }) => verdict === 'error')) return 2;
  // A run in which nothing was asked proves nothing, and should not look like a success.
  if (reports.every(({ verdict }) => verdict === 'not-applicable')) return 2;
  return reports.some(({ verdict }) => verdict === 'failed') ? 1 : 0;
}
