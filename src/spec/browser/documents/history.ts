import { KeyPair } from '../../../index.js';
import {
  Author,
  UnpublishableError,
  UnwritableError,
  decodeOperation,
  viewId,
  type Action,
  type Schema,
} from '../../../p2panda/index.js';
import { WRITERS } from './authors.js';
import type { Step, WriteStep } from './steps.js';
import { CREATED, FIELD_TYPES, type Venue } from './venue.js';

/** An operation that somebody signed. */
export interface WrittenOperation {
  /** As in `B2`: the second of Ben's. */
  readonly name: string;
  /** Its place in the sequence in which the operations were written; that of the CREATE is 0. */
  readonly number: number;
  readonly author: number;
  readonly action: Action;
  /** Numbers of the operations that it names, ascending. */
  readonly previous: readonly number[];
  readonly fields: Partial<Venue> | undefined;
  readonly id: Uint8Array;
  readonly bytes: Uint8Array;
  readonly entry: Uint8Array;
  readonly logId: bigint;
  readonly seqNum: bigint;
}

/** Why a step could not be done. */
export interface RefusedStep {
  /** Where it stands among the steps. */
  readonly at: number;
  readonly reason: string;
  readonly requirement: string;
}

/** What came of some steps. */
export interface History {
  /** The schema of the document, whose definition Ada signed. */
  readonly schemaId: string;
  /** As they were written. */
  readonly operations: readonly WrittenOperation[];
  /** The numbers of the operations that each writer knows. */
  readonly knows: readonly ReadonlySet<number>[];
  /** The steps that could not be done, and were left out. */
  readonly refused: readonly RefusedStep[];
}

/** An operation id that no operation has. */
const NOWHERE = new Uint8Array(34).fill(0xff).fill(0x00, 0, 1).fill(0x20, 1, 2);

/** Always the same: who comes back finds the same ids. */
const keyPairsOfWriters = (): KeyPair[] =>
  WRITERS.map((_, author) => new KeyPair(new Uint8Array(32).fill(author + 1)));

let keyPairs: readonly KeyPair[] | undefined;

/** Those of some operations that no other of them names, ascending. */
export function tipsAmong(operations: readonly WrittenOperation[], known: ReadonlySet<number>): number[] {
  const named = new Set([...known].flatMap((number) => operations[number]!.previous));
  return [...known].filter((number) => !named.has(number)).sort((a, b) => a - b);
}

/** An operation and all that come before it. */
export function pastOf(operations: readonly WrittenOperation[], number: number): Set<number> {
  const past = new Set<number>();
  const pending = [number];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    if (past.has(at)) continue;
    past.add(at);
    pending.push(...operations[at]!.previous);
  }
  return past;
}

/** Authors with what each of them knows, as each would have it on a machine of their own. */
class Writers {
  readonly schema: Schema<typeof FIELD_TYPES>;
  readonly operations: WrittenOperation[] = [];
  readonly knows: Set<number>[] = WRITERS.map(() => new Set());
  readonly #authors: readonly Author[];

  constructor() {
    keyPairs ??= keyPairsOfWriters();
    this.#authors = keyPairs.map((keyPair) => new Author(keyPair));
    const definition = { name: 'venue', description: 'Where music is played', fields: FIELD_TYPES };
    this.schema = this.#authors[0]!.createSchema(definition).schema;
    for (const author of this.#authors) author.addSchema(this.schema);
    this.#sign(0, 'create', [], CREATED, this.schema.create(CREATED));
    this.sync();
  }

  #sign(
    author: number,
    action: Action,
    previous: readonly number[],
    fields: Partial<Venue> | undefined,
    bytes: Uint8Array,
  ): void {
    const { entry, id, logId, seqNum } = this.#authors[author]!.sign(bytes);
    const number = this.operations.length;
    const count = this.operations.filter((other) => other.author === author).length + 1;
    const name = `${WRITERS[author]!.letter}${count}`;
    this.operations.push({ name, number, author, action, previous, fields, id, bytes, entry, logId, seqNum });
    this.knows[author]!.add(number);
  }

  /** @throws {UnpublishableError} where a node would refuse it */
  write({ author, previous: asked, fields }: WriteStep): void {
    const previous = asked ?? tipsAmong(this.operations, this.knows[author]!);
    // An operation that is not there has no id either: this one nobody knows.
    const ids = viewId(previous.map((number) => this.operations[number]?.id ?? NOWHERE));
    const bytes = fields ? this.schema.update(ids, fields) : this.schema.delete(ids);
    this.#sign(author, fields ? 'update' : 'delete', previous, fields, bytes);
  }

  /** Lets somebody, or everybody, learn of all operations. */
  sync(only?: number): void {
    this.#authors.forEach(({ store }, who) => {
      if (only !== undefined && only !== who) return;
      for (const { number, author, entry, bytes, id, logId, seqNum } of this.operations) {
        if (this.knows[who]!.has(number)) continue;
        const { publicKey } = this.#authors[author]!;
        const decoded = decodeOperation(bytes);
        if (!decoded.ok) throw new Error(decoded.message);
        // As replication does it: held against what a node takes to be published, an operation that was made beside a
        // DELETE would be refused.
        store.add(
          {
            author: publicKey,
            documentId: this.operations[0]!.id,
            endOfLog: false,
            id,
            logId,
            operation: decoded.operation,
            seqNum,
          },
          entry,
        );
        this.knows[who]!.add(number);
      }
    });
  }
}

/** Does the steps one by one, after the CREATE. The same steps give the same bytes at every visit. */
export function replay(steps: readonly Step[]): History {
  const writers = new Writers();
  const refused: RefusedStep[] = [];
  steps.forEach((step, at) => {
    if (step.kind === 'sync') {
      writers.sync(step.author);
      return;
    }
    try {
      writers.write(step);
    } catch (error) {
      if (!(error instanceof UnpublishableError || error instanceof UnwritableError)) throw error;
      refused.push({ at, reason: error.reason, requirement: error.requirement });
    }
  });
  const { operations, knows, schema } = writers;
  return { schemaId: schema.id, operations, knows, refused };
}
