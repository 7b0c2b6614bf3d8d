/** Somebody who does the work of a case. */
export interface Contender {
  readonly subject: string;
  /** How many operations one call of `run` does: a slow one is timed on a slice. */
  readonly operations: number;
  readonly run: () => unknown;
  /** Done before each call of `run`, and not timed. */
  readonly before?: () => void;
  /** Whether `run` returns a promise. */
  readonly async?: boolean;
  /** Does the work where it is right and where it is spoiled; throws a {@link WrongSubject} where the answer isn't so. */
  readonly check: () => void | Promise<void>;
}

/** The same work, done by several. */
export interface Case {
  readonly group: string;
  readonly name: string;
  /** What an operation is, in the plural. */
  readonly unit: string;
  /** Ours: the ratios are theirs to the peers. */
  readonly own: readonly Contender[];
  readonly peers: readonly Contender[];
  /** Fewer rounds than the others get, where one takes long. */
  readonly rounds?: number;
  /** Whether everybody runs before it is timed; so it is where nothing is said. */
  readonly warmup?: boolean;
}

/** Makes a case when its turn comes, so that no corpus is made for what is filtered out. */
export interface Plan {
  readonly group: string;
  readonly name: string;
  readonly make: () => Case | Promise<Case>;
}

/** There is no figure for wrong code. */
export class WrongSubject extends Error {
  override name = 'WrongSubject';

  constructor(subject: string, what: string) {
    super(`${subject} ${what}: nothing of it is timed`);
  }
}

/** Runs `work` for `count` items, going round in a list of `length`, on from where the last call ended. */
export function inTurn(count: number, length: number, work: (index: number) => unknown): () => void {
  let next = 0;
  return () => {
    for (let i = 0; i < count; i++) {
      work(next);
      if (++next === length) next = 0;
    }
  };
}

/** The same where the work is a promise. */
export function inTurnAsync(count: number, length: number, work: (index: number) => unknown) {
  let next = 0;
  return async (): Promise<void> => {
    for (let i = 0; i < count; i++) {
      await work(next);
      if (++next === length) next = 0;
    }
  };
}
