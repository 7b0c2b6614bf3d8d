import type { DataProfile } from '../../src/p2panda/profile.js';
import { materialise, orderOperations } from '../../src/reference/index.js';
import { toHex } from '../bytes.js';
import { SCHEMA_FIELDS, SCHEMA_ID, type DocumentCorpus } from './corpus.js';

// What a document has to come to, by others than those who are timed.

export interface Expected {
  /** Places in the corpus. */
  readonly order: readonly number[];
  readonly tips: readonly number[];
  readonly fields: Readonly<Record<string, unknown>>;
}

/** The reference looks each operation up in a list: of more than so many it takes too long. */
export const MOST_FOR_REFERENCE = 1000;

/** The rest, from the order. */
function reduced({ previous, fields }: DocumentCorpus, order: readonly number[]): Expected {
  const isNamed = new Uint8Array(previous.length);
  for (const all of previous) for (const at of all) isNamed[at] = 1;
  const values: Record<string, unknown> = {};
  for (const at of order) Object.assign(values, fields[at]);
  return { order, tips: order.filter((at) => isNamed[at] === 0), fields: values };
}

/** By the reference. */
export function byReference(corpus: DocumentCorpus, profile: DataProfile): Expected {
  const { ids, operations, previous } = corpus;
  const hex = ids.map(toHex);
  const places = new Map(hex.map((id, at) => [id, at]));
  const nodes = hex.map((id, at) => ({ id, previous: previous[at]!.map((before) => hex[before]!) }));
  const { order } = orderOperations(profile, nodes);
  const schema = {
    id: SCHEMA_ID,
    fields: Object.entries(SCHEMA_FIELDS).map(([name, type]) => ({ name, type })),
  };
  const published = operations.map((bytes, at) => ({ id: hex[at]!, bytes }));
  const view = materialise(profile, schema, published, null);
  return {
    order: order.map((id) => places.get(id)!),
    tips: view.viewId.map((id) => places.get(id)!),
    fields: Object.fromEntries(view.fields!.map(({ name, value }) => [name, value])),
  };
}

/** By the reference's walks, on marks where it searches lists: whatever has a place in the order is marked. */
export function byWalk(corpus: DocumentCorpus, profile: DataProfile): Expected {
  const { ids, previous } = corpus;
  const children: number[][] = previous.map(() => []);
  previous.forEach((all, at) => {
    for (const before of all) children[before]!.push(at);
  });
  for (const list of children) list.sort((a, b) => Buffer.compare(ids[a]!, ids[b]!));
  const isOrdered = new Uint8Array(ids.length);
  const order: number[] = [];
  const put = (at: number): void => {
    order.push(at);
    isOrdered[at] = 1;
  };
  const areOrdered = (all: readonly number[]): boolean => all.every((at) => isOrdered[at] === 1);
  const stack = [0];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    if (profile === 'p2panda') {
      if (isOrdered[at] === 1 || !areOrdered(previous[at]!)) continue;
      put(at);
      for (const child of children[at]!.toReversed()) stack.push(child);
      continue;
    }
    put(at);
    let current: number | undefined = at;
    while (current !== undefined) {
      const [first, ...rest]: number[] = children[current]!.filter((child) => isOrdered[child] === 0);
      for (const child of rest) stack.push(child);
      current = undefined;
      if (first === undefined) break;
      if (previous[first]!.length < 2) put((current = first));
      else if (areOrdered(previous[first]!)) stack.push(first);
    }
  }
  return reduced(corpus, order);
}

/** By the reference where it can, and as it walks where it can't. */
export function expectedOf(corpus: DocumentCorpus, profile: DataProfile): Expected {
  return corpus.ids.length <= MOST_FOR_REFERENCE ? byReference(corpus, profile) : byWalk(corpus, profile);
}
