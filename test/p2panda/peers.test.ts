import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import wasm from '../../src/conformance/adapters/wasm.js';
import { expandBytes } from '../../src/conformance/short-bytes.js';
import type { Action, TypedField } from '../../src/conformance/protocol.js';
import { KeyPair } from '../../src/index.js';
import {
  Author,
  defineSchema,
  Document,
  encodeOperation,
  idToHex,
  Materialiser,
  orderOperations,
  type FieldTypeName,
  type FieldTypes,
  type Schema,
} from '../../src/p2panda/index.js';
import { operations as reference } from '../../src/reference/index.js';
import { fromHex, toHex } from '../../src/reference/bytes.js';

// What p2panda-js 0.8.1 and p2panda-rs 0.8.1 really produced, byte for byte and order for order.

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), 'utf8'));

type Fields = [name: string, type: FieldTypeName, value: TypedField['value']][] | null;

interface Encoding {
  name: string;
  action: Action;
  schemaId: string;
  previous: string[] | string | null;
  fields: Fields;
  encoded?: string;
  error?: string;
}

const typed = (fields: Fields): TypedField[] | null =>
  fields && fields.map(([name, type, value]) => ({ name, type, value }));

interface LongEncoding {
  name: string;
  action: Action;
  schemaId: string;
  fields: [name: string, type: FieldTypeName, value: { repeat: string; times: number }][];
  encoded: unknown;
}

/** The one that is long, whose texts and bytes are written in short. */
function longEncoding(): Encoding {
  const { fields, encoded, ...rest } = read('p2panda-js-0.8.1-long-operation') as LongEncoding;
  return {
    ...rest,
    previous: null,
    fields: fields.map(([name, type, { repeat, times }]) => [name, type, repeat.repeat(times)]),
    encoded: expandBytes(encoded, 'encoded'),
  };
}

const { operations: short } = read('p2panda-js-0.8.1-operations') as { operations: Encoding[] };
const encodings = [...short, longEncoding()];

describe.each(['sasako', 'the reference'] as const)('%s, in p2panda-compat', (who) => {
  const ask = (op: 'operation.encode' | 'operation.decode', input: object) =>
    (who === 'sasako'
      ? wasm.operations[op]!(input as never, 'p2panda-compat')
      : reference[op]!(input as never, 'p2panda-compat')) as {
      verdict: string;
      output?: Record<string, unknown>;
    };

  test('encodes what p2panda-js 0.8.1 encodes, byte for byte, and refuses what it refuses', () => {
    expect(encodings).toHaveLength(120);
    for (const { name, action, schemaId, previous, fields, encoded } of encodings) {
      // One is given its previous operations as the text of a view id.
      const ids = typeof previous === 'string' ? previous.split('_') : previous;
      const answer = ask('operation.encode', { action, schemaId, previous: ids, fields: typed(fields) });
      expect(answer.output?.['operation'], name).toBe(encoded);
      expect(answer.verdict, name).toBe(encoded === undefined ? 'reject' : 'accept');
    }
  });

  test('decodes what p2panda-js 0.8.1 decodes, and refuses what it refuses', () => {
    const { operations } = read('p2panda-js-0.8.1-strict-operations') as {
      operations: { name: string; operation: string; action?: string; schemaId?: string; error?: string }[];
    };
    expect(operations).toHaveLength(116);
    for (const { name, operation, action, schemaId, error } of operations) {
      const answer = ask('operation.decode', { operation });
      expect(answer.verdict, name).toBe(error === undefined ? 'accept' : 'reject');
      if (error !== undefined) continue;
      expect(answer.output, name).toMatchObject({ action, schemaId });
    }
  });
});

describe('the 200 graphs of p2panda-rs 0.8.1', () => {
  const { graphs } = read('p2panda-rs-0.8.1-graphs') as {
    graphs: { nodes: string; order?: string; tips?: string; error?: string }[];
  };
  /** An id for a letter; ids are in the order of letters. */
  const idOf = (letter: string) => {
    const id = new Uint8Array(34).fill(letter.charCodeAt(0), 2);
    id[1] = 0x20;
    return id;
  };
  const lettersOf = (ids: readonly Uint8Array[]) => ids.map((id) => String.fromCharCode(id[33]!)).join('');
  const nodesOf = (nodes: string) =>
    nodes
      .split(' ')
      .map((word) => ({ id: idOf(word[0]!), previous: Array.from(word.slice(1)).sort().map(idOf) }));
  const schemaId = `venue_0020${'ab'.repeat(32)}`;
  const venue = defineSchema(schemaId, { name: 'str' }, { profile: 'p2panda-compat' });

  test.each(['orderOperations', 'Document', 'the reference'] as const)('are ordered alike by %s', (who) => {
    expect(graphs).toHaveLength(200);
    expect(graphs.filter(({ error }) => error !== undefined)).toHaveLength(7);
    for (const { nodes, order, tips } of graphs) {
      const graph = nodesOf(nodes);
      let got: { order: string; tips: string } | undefined;
      if (who === 'orderOperations') {
        const ordered = orderOperations(graph, { profile: 'p2panda-compat' });
        if (ordered.ok) got = { order: lettersOf(ordered.order), tips: lettersOf(ordered.viewId) };
      } else if (who === 'Document') {
        got = throughDocument(graph);
      } else {
        const answer = reference['document.order']!(
          { operations: graph.map(({ id, previous }) => ({ id: toHex(id), previous: previous.map(toHex) })) },
          'p2panda-compat',
        );
        if (answer.verdict === 'accept') {
          const output = answer.output as { order: string[]; viewId: string[] };
          const letters = (ids: string[]) => lettersOf(ids.map(fromHex));
          got = { order: letters(output.order), tips: letters(output.viewId) };
        }
      }
      const wanted = order === undefined ? undefined : { order, tips: [...new Set(tips)].sort().join('') };
      expect(got, nodes).toEqual(wanted);
    }
  });

  function throughDocument(graph: ReturnType<typeof nodesOf>) {
    const document = new Document(venue);
    for (const { id, previous } of graph) {
      const operation = encodeOperation(
        previous.length === 0
          ? { action: 'create', schemaId, fields: { name: 'x' } }
          : { action: 'update', schemaId, previous, fields: { name: 'x' } },
        { profile: 'p2panda-compat' },
      );
      expect(document.add(id, operation)).toMatchObject({ ok: true, status: 'applied' });
    }
    if (document.problem) return undefined;
    const order = lettersOf([...document.operations()].map(({ id }) => id));
    return { order, tips: lettersOf(document.viewId) };
  }
});

interface Step {
  note: string;
  operation: string;
  entry: string;
  operationId: string;
}

describe('the life of a schema and its document', () => {
  const flow = read('p2panda-js-0.8.1-schema-flow') as {
    schema: { id: string; fields: Record<string, string> };
    documentId: string;
    steps: Step[];
  };
  const profile = 'p2panda-compat' as const;

  test('authors sign the same entries, in the same logs and places', () => {
    const authors = ['0a', '0b'].map(
      (byte) => new Author(new KeyPair(fromHex(byte.repeat(32))), { profile }),
    );
    for (const { note, operation, entry, operationId } of flow.steps) {
      const isB = note.endsWith(' by b');
      const [author, other] = isB ? [authors[1]!, authors[0]!] : [authors[0]!, authors[1]!];
      for (const { store } of authors) if (flow.documentId === operationId) store.addSchema(flowSchema());
      const signed = author.sign(fromHex(operation));
      expect(toHex(signed.entry), note).toBe(entry);
      expect(idToHex(signed.id), note).toBe(operationId);
      expect(other.add(signed.entry, signed.operation)).toMatchObject({ ok: true });
    }
  });

  test('a schema is built from its definitions, and a document of it created, changed, merged and deleted', () => {
    const materialiser = new Materialiser({ profile });
    const changes = flow.steps.flatMap(({ entry, operation, note }) => {
      const added = materialiser.add(fromHex(entry), fromHex(operation));
      if (!added.ok) throw new Error(`${note}: ${added.message}`);
      return added.changes.map(({ documentId, kind, changed }) => ({
        id: idToHex(documentId),
        kind,
        changed,
      }));
    });
    const schema = materialiser.schema(flow.schema.id)!;
    expect(Object.fromEntries(schema.fields.map(({ name, type }) => [name, type.text]))).toEqual(
      flow.schema.fields,
    );
    expect(changes.filter(({ id }) => id === flow.documentId)).toEqual([
      { id: flow.documentId, kind: 'created', changed: Object.keys(flow.schema.fields) },
      { id: flow.documentId, kind: 'updated', changed: ['f_str'] },
      // b's text comes before a's, which stays.
      { id: flow.documentId, kind: 'updated', changed: ['f_int'] },
      { id: flow.documentId, kind: 'updated', changed: ['f_bool'] },
      { id: flow.documentId, kind: 'updated', changed: ['f_float'] },
      { id: flow.documentId, kind: 'deleted', changed: [] },
    ]);
    const document = materialiser.document(fromHex(flow.documentId))!;
    expect(document.deleted).toBe(true);
    const ids = flow.steps.map(({ operationId }) => operationId);
    expect(document.viewId.map(idToHex)).toEqual([ids.at(-1)]);

    // The view of the merge: b's update (34…) comes before a's (be…), so that a's text is the last.
    const merged = document.view([fromHex(ids.at(-2)!)]);
    expect(merged).toMatchObject({
      ok: true,
      view: { deleted: false, fields: { f_str: 'a1', f_int: 7n, f_bool: false, f_float: -0.1 } },
    });
  });

  function flowSchema(): Schema {
    const defined = defineSchema(flow.schema.id, flow.schema.fields as FieldTypes, { profile });
    return defined;
  }
});
