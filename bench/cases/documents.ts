import { DATA_PROFILES, type DataProfile } from '../../src/p2panda/profile.js';
import type { Document, Operation } from '../../src/p2panda/index.js';
import { equal, spoiled } from '../bytes.js';
import { WrongSubject, type Case, type Contender, type Plan } from '../contender.js';
import { shuffle } from '../corpora.js';
import {
  firstOf,
  makeDocument,
  SCHEMA_FIELDS,
  SCHEMA_ID,
  SHAPES,
  type DocumentCorpus,
  type Shape,
} from '../documents/corpus.js';
import { byReference, byWalk, expectedOf, MOST_FOR_REFERENCE, type Expected } from '../documents/expected.js';
import { SUBJECT, type DataApi } from '../subjects/data.js';
import { DOCUMENT_GROUPS as GROUPS } from './names.js';

// Documents: how the time grows with the number of operations, in graphs of several shapes.

export const SIZES = [10, 1000, 100_000];

export interface DocumentOptions {
  readonly sizes?: readonly number[];
  /** Told how long each operation took that was added to a document which has so many, in seconds. */
  readonly onLatencies: (
    shape: Shape,
    profile: DataProfile,
    size: number,
    seconds: readonly number[],
  ) => void;
}

/** Ten operations are made into a document so many times in a call. */
const OPERATIONS_A_CALL = 1000;

/** So many are added to a large document in a call, where each takes microseconds. */
const IN_A_CALL = 500;

/** Of operations that name several at random, p2panda 0.8.1 finds a cycle which isn't there. */
const profilesOf = (shape: Shape): readonly DataProfile[] =>
  shape === 'random' ? ['p2panda'] : DATA_PROFILES;

const schemaOf = (api: DataApi, profile: DataProfile) =>
  api.defineSchema(SCHEMA_ID, SCHEMA_FIELDS, { profile });
type Schema = ReturnType<typeof schemaOf>;

function build(
  api: DataApi,
  schema: Schema,
  ids: readonly Uint8Array[],
  operations: readonly (Uint8Array | Operation)[],
): Document<typeof SCHEMA_FIELDS> {
  const document = new api.Document(schema);
  for (let i = 0; i < ids.length; i++) document.add(ids[i]!, operations[i]!);
  // Read, since what is put off until then is part of it.
  if (document.fields === undefined) throw new RangeError('the document has no fields');
  return document;
}

function decodeAll(api: DataApi, profile: DataProfile, operations: readonly Uint8Array[]): Operation[] {
  const options = { profile };
  return operations.map((bytes) => {
    const decoded = api.decodeOperation(bytes, options);
    if (!decoded.ok) throw new WrongSubject(SUBJECT[profile], 'refuses an operation of the corpus');
    return decoded.operation;
  });
}

/** Whether a document has come to what it has to. */
export function checkDocument(
  profile: DataProfile,
  document: Document<typeof SCHEMA_FIELDS>,
  { ids }: DocumentCorpus,
  { order, tips, fields }: Expected,
): void {
  const subject = SUBJECT[profile];
  let at = 0;
  for (const { id } of document.operations()) {
    if (order[at] === undefined || !equal(id, ids[order[at]!]!))
      throw new WrongSubject(subject, `has another order, from operation ${at} on`);
    at++;
  }
  if (at !== order.length) throw new WrongSubject(subject, `orders ${at} operations of ${order.length}`);
  const viewId = tips.map((tip) => ids[tip]!).sort((a, b) => Buffer.compare(a, b));
  const found = document.viewId;
  const isView = found.length === viewId.length && viewId.every((id, i) => equal(id, found[i]!));
  if (!isView) throw new WrongSubject(subject, 'has another view id');
  for (const [name, value] of Object.entries(document.fields!)) {
    if (fields[name] !== value) throw new WrongSubject(subject, `has another value of ${name}`);
  }
}

/** What is spoiled is refused, and what names something that is not there waits. */
function checkRefusal(api: DataApi, profile: DataProfile, corpus: DocumentCorpus): void {
  const { ids, operations } = corpus;
  const document = build(api, schemaOf(api, profile), ids.slice(0, 1), operations);
  const wrong = api.encodeOperation({
    action: 'update',
    schemaId: SCHEMA_ID,
    previous: [ids[0]!],
    fields: { seats: 'many' },
  });
  const missing = api.encodeOperation({
    action: 'update',
    schemaId: SCHEMA_ID,
    previous: [spoiled(ids[0]!, 20)],
    fields: { seats: 1n },
  });
  const added = document.add(ids[2]!, missing);
  if (document.add(ids[1]!, wrong).ok || !added.ok || added.status !== 'waiting' || document.size !== 1)
    throw new WrongSubject(SUBJECT[profile], 'takes an operation that is wrong, or applies one too early');
}

export function documentPlans(api: DataApi, { sizes = SIZES, onLatencies }: DocumentOptions): Plan[] {
  let cached: DocumentCorpus | undefined;
  const corpusOf = (shape: Shape, count: number): DocumentCorpus => {
    if (cached?.shape !== shape || cached.ids.length !== count) cached = makeDocument(api, shape, count);
    return cached;
  };
  const nameOf = (size: number, shape: Shape, isMixed = false): string =>
    `${size.toLocaleString('en')} operations, ${shape}${isMixed ? ', shuffled' : ''}`;

  const wholeCase = (group: string, shape: Shape, size: number, isMixed = false): Case => {
    const corpus = corpusOf(shape, size);
    const order = isMixed ? shuffle(size) : corpus.ids.map((_, i) => i);
    const ids = Array.from(order, (i) => corpus.ids[i]!);
    const bytes = Array.from(order, (i) => corpus.operations[i]!);
    const own = profilesOf(shape).map((profile): Contender => {
      const schema = schemaOf(api, profile);
      const given = group === GROUPS.bytes ? bytes : decodeAll(api, profile, bytes);
      const times = Math.max(1, Math.floor(OPERATIONS_A_CALL / size));
      return {
        subject: SUBJECT[profile],
        operations: size * times,
        run: () => {
          for (let i = 0; i < times; i++) build(api, schema, ids, given);
        },
        check: () => {
          checkWalks(api, shape, profile);
          checkDocument(profile, build(api, schema, ids, given), corpus, expectedOf(corpus, profile));
          checkRefusal(api, profile, corpus);
        },
      };
    });
    return {
      group,
      name: nameOf(size, shape, isMixed),
      unit: 'operations',
      own,
      peers: [],
      ...(size > 10_000 ? { rounds: 5 } : {}),
    };
  };

  const moreCase = (shape: Shape, size: number): Case => {
    const latest = corpusOf(shape, size + Math.max(size / 10, 2 * IN_A_CALL));
    const own = profilesOf(shape).map((profile) =>
      moreContender(api, latest, profile, size, IN_A_CALL, (seconds) =>
        onLatencies(shape, profile, size, seconds),
      ),
    );
    // Built documents are warm already, and what is measured is not to be mixed with what is not.
    return {
      group: GROUPS.more,
      name: nameOf(size, shape),
      unit: 'operations',
      own,
      peers: [],
      rounds: 5,
      warmup: false,
    };
  };

  const largest = Math.max(...sizes);
  const whole = (group: string, shape: Shape, size: number, isMixed = false): Plan => ({
    group,
    name: nameOf(size, shape, isMixed),
    make: () => wholeCase(group, shape, size, isMixed),
  });
  return [
    ...[GROUPS.reduce, GROUPS.bytes].flatMap((group) =>
      SHAPES.flatMap((shape) => [
        ...sizes.map((size) => whole(group, shape, size)),
        ...(group === GROUPS.reduce ? [whole(group, shape, largest, true)] : []),
      ]),
    ),
    ...SHAPES.map((shape): Plan => ({
      group: GROUPS.more,
      name: nameOf(largest, shape),
      make: () => moreCase(shape, largest),
    })),
  ];
}

const walked = new Set<string>();

/** What stands in for the reference where there are too many operations is held, once, against it where there aren't. */
function checkWalks(api: DataApi, shape: Shape, profile: DataProfile): void {
  if (walked.has(`${shape} ${profile}`)) return;
  const corpus = makeDocument(api, shape, MOST_FOR_REFERENCE);
  const [one, other] = [byReference(corpus, profile), byWalk(corpus, profile)];
  const isSame =
    one.order.length === other.order.length &&
    one.order.every((at, i) => at === other.order[i]) &&
    Object.entries(one.fields).every(([name, value]) => other.fields[name] === value);
  if (!isSame) throw new WrongSubject('the walk that stands in for the reference', 'differs from it');
  walked.add(`${shape} ${profile}`);
}

/** Adds one operation after the other to a document that has many, and reads each time the field that it wrote. */
function moreContender(
  api: DataApi,
  corpus: DocumentCorpus,
  profile: DataProfile,
  size: number,
  count: number,
  onLatencies: (seconds: readonly number[]) => void,
): Contender {
  const schema = schemaOf(api, profile);
  const { ids, fields } = corpus;
  const given = decodeAll(api, profile, corpus.operations);
  const names = fields.map((written) => Object.keys(written)[0] as keyof typeof SCHEMA_FIELDS);
  let document: Document<typeof SCHEMA_FIELDS> | undefined;
  let next = 0;
  const ready = (): void => {
    if (document !== undefined && next + count <= ids.length) return;
    document = build(api, schema, ids.slice(0, size), given);
    next = size;
  };
  const add = (seconds: number[]): void => {
    for (let i = 0; i < count; i++, next++) {
      const before = performance.now();
      document!.add(ids[next]!, given[next]!);
      document!.get(names[next]!);
      seconds.push((performance.now() - before) / 1000);
    }
  };
  return {
    subject: SUBJECT[profile],
    operations: count,
    before: ready,
    run: () => {
      const seconds: number[] = [];
      add(seconds);
      onLatencies(seconds);
    },
    check: () => {
      ready();
      add([]);
      checkDocument(profile, document!, firstOf(corpus, next), expectedOf(firstOf(corpus, next), profile));
      checkRefusal(api, profile, corpus);
    },
  };
}
