import { describe, expect, test } from 'vitest';
import { verifyEntry } from '../../src/index.js';
import {
  decodeOperation,
  defineSchema,
  Document,
  orderOperations,
  viewIdText,
} from '../../src/p2panda/index.js';
import { EXAMPLES } from '../../src/spec/browser/documents/examples.js';
import { pastOf, replay, tipsAmong, type History } from '../../src/spec/browser/documents/history.js';
import { layOutDocument } from '../../src/spec/browser/documents/layout.js';
import { partsOf } from '../../src/spec/browser/documents/operation-bytes.js';
import { oddityAt } from '../../src/spec/browser/documents/order-view.js';
import { neighbour } from '../../src/spec/browser/documents/picture.js';
import {
  differences,
  PROFILES,
  read,
  readBoth,
  type Reading,
} from '../../src/spec/browser/documents/reading.js';
import { readSteps, stepsText } from '../../src/spec/browser/documents/steps.js';
import { FIELD_TYPES, seatsOf } from '../../src/spec/browser/documents/venue.js';
import { standsAt, summary } from '../../src/spec/browser/documents/words.js';

const made = (text: string): History => replay(readSteps(text)!);
const example = (title: string): History => made(EXAMPLES.find((known) => known.title === title)!.steps);
const names = ({ operations }: History, numbers: Iterable<number>): string[] =>
  [...numbers].map((number) => operations[number]!.name);
const valueOf = ({ fields }: Reading, name: string): unknown =>
  fields.find((field) => field.name === name)?.value;

describe('steps in an address', () => {
  test.each([
    '',
    ...EXAMPLES.map(({ steps }) => steps).filter((steps) => steps !== ''),
    'A,n=%2C%3B%3D%40!*,s=-9223372036854775808,o=1;B+;B@0.1!;*',
    'C,n=',
    'A,n=%F0%9F%8E%B7',
  ])('"%s" are read as they are written', (text) => {
    const steps = readSteps(text)!;
    expect(stepsText(steps)).toBe(text);
    expect(readSteps(stepsText(steps))).toEqual(steps);
  });

  test.each([
    'D,n=x',
    'A',
    'A,',
    'A,x=1',
    'A,s=',
    'A,s=1.5',
    'A,s=9223372036854775808',
    'A,o=2',
    'A,n=%FF',
    'A@,n=x',
    'A@0',
    'A!!',
    ';',
    '*;',
    `A,n=${'x'.repeat(61)}`,
    Array(129).fill('*').join(';'),
  ])('"%s" are none', (text) => expect(readSteps(text)).toBeUndefined());

  test('seats are whole numbers of 64 bits', () => {
    expect(seatsOf('-1')).toBe(-1n);
    for (const text of ['', '1e3', '0x1', '9223372036854775808', '+1'])
      expect(seatsOf(text), text).toBeUndefined();
  });
});

describe('the history of steps', () => {
  test('is the same at every visit, and its entries are valid', () => {
    const [one, other] = [example('a merge too early'), example('a merge too early')];
    expect(one).toEqual(other);
    for (const { entry, bytes, id } of one.operations) {
      const verdict = verifyEntry(entry, { profile: 'p2panda', payload: bytes });
      // The links lead to entries that are not given.
      expect(verdict.ok).toBe(true);
      if (verdict.ok) expect(verdict.hash).toEqual(id);
      expect(decodeOperation(bytes).ok).toBe(true);
    }
  });

  test('lets an author build on what they know', () => {
    const history = made('A,n=x;B,n=y;C+;C,n=z');
    expect(history.operations.map(({ name, previous }) => [name, names(history, previous)])).toEqual([
      ['A1', []],
      ['A2', ['A1']],
      ['B1', ['A1']],
      ['C1', ['A2', 'B1']],
    ]);
    expect(history.knows.map((known) => names(history, known))).toEqual([
      ['A1', 'A2'],
      ['A1', 'B1'],
      ['A1', 'A2', 'B1', 'C1'],
    ]);
    expect(names(history, tipsAmong(history.operations, history.knows[0]!))).toEqual(['A2']);
    expect(names(history, pastOf(history.operations, 2))).toEqual(['B1', 'A1']);
  });

  test('leaves out what a node would refuse, and says why', () => {
    expect(made('A!;A,n=x').refused).toEqual([
      { at: 1, reason: 'DOCUMENT_DELETED', requirement: 'PAN-PUB-010' },
    ]);
    expect(made('A,n=x;B@1,n=y').refused).toMatchObject([{ at: 1, reason: 'PREVIOUS_UNKNOWN' }]);
    expect(made('A@9,n=x').refused).toMatchObject([{ at: 0, reason: 'PREVIOUS_UNKNOWN' }]);
    // Made beside the DELETE, and learned of behind it.
    expect(made('A!;B,n=x;*;C,n=y').refused).toMatchObject([{ at: 3, reason: 'DOCUMENT_DELETED' }]);
  });
});

describe('what the profiles make of it', () => {
  test.each(EXAMPLES.map(({ title }) => title))('of "%s" is what the order of the graph says', (title) => {
    const history = example(title);
    const nodes = history.operations.map(({ id, previous }) => ({
      id,
      previous: previous.map((number) => history.operations[number]!.id),
    }));
    expect(history.refused).toEqual([]);
    for (const profile of PROFILES) {
      const ordered = orderOperations(nodes, { profile });
      const reading = read(history, profile);
      if (!ordered.ok) expect(reading.problem?.reason).toBe(ordered.reason);
      else {
        expect(reading.order.map((number) => history.operations[number]!.id)).toEqual(ordered.order);
      }
    }
  });

  test('of a past view is what the document says when it is asked for it', () => {
    for (const { steps } of EXAMPLES) {
      const history = made(steps);
      for (const profile of PROFILES) {
        if (read(history, profile).problem) continue;
        const document = new Document(defineSchema(history.schemaId, FIELD_TYPES, { profile }));
        for (const { id, bytes } of history.operations) document.add(id, bytes);
        for (const { id, number } of history.operations) {
          const asked = document.view([id]);
          if (!asked.ok) throw new Error(asked.message);
          const { viewId, fields, deleted } = read(history, profile, number);
          expect(viewIdText(viewId.map((tip) => history.operations[tip]!.id))).toBe(
            viewIdText(asked.view.viewId),
          );
          expect(deleted).toBe(asked.view.deleted);
          expect(
            deleted ? undefined : Object.fromEntries(fields.map(({ name, value }) => [name, value])),
          ).toEqual(asked.view.fields);
        }
      }
    }
  });

  test('of the examples is what their lessons say', () => {
    const of = (title: string) => {
      const history = example(title);
      const [strict, compat] = readBoth(history);
      return { history, strict, compat, orders: [strict, compat].map(({ order }) => names(history, order)) };
    };
    const three = of('three at once');
    expect(three.orders[0]!.slice(2)).toEqual(three.orders[1]!.slice(2).reverse());
    expect(valueOf(three.strict, 'name')).not.toBe(valueOf(three.compat, 'name'));
    expect(three.strict.fields[0]!.lost).toHaveLength(2);

    const merge = of('a merge');
    expect(merge.orders[0]).toEqual(merge.orders[1]);
    expect(merge.orders[0]!.at(-1)).toBe('C1');
    expect(merge.strict.fields.flatMap(({ lost }) => lost)).toEqual([]);

    const early = of('a merge too early');
    const place = early.orders[1]!.indexOf('C1');
    expect(place).toBeLessThan(early.orders[1]!.indexOf('B1'));
    expect(oddityAt(early.history, early.compat.order, place)).toBe('before B1, which it names');
    expect([valueOf(early.strict, 'name'), valueOf(early.compat, 'name')]).toEqual(['Halle', 'Kino']);

    const deleted = of('a delete in a branch');
    expect([deleted.strict.deleted, deleted.compat.deleted]).toEqual([true, true]);
    expect(names(deleted.history, deleted.strict.viewId)).toEqual(['B1']);
    expect(names(deleted.history, deleted.compat.viewId).sort()).toEqual(['A2', 'B1', 'C1']);

    const ancestor = of('naming an ancestor');
    expect(ancestor.orders[1]).toEqual(['A1', 'A2', 'B1', 'C1', 'B1']);
    expect(oddityAt(ancestor.history, ancestor.compat.order, 4)).toBe('applied again');
    expect([valueOf(ancestor.strict, 'name'), valueOf(ancestor.compat, 'name')]).toEqual(['Dach', 'Garten']);

    const circle = of('a circle that is none');
    expect(circle.strict.problem).toBeUndefined();
    expect(circle.compat.problem?.reason).toBe('DOCUMENT_CYCLE');
  });

  test('is said in a sentence', () => {
    const history = example('naming an ancestor');
    const readings = readBoth(history);
    expect(standsAt(readings, history.operations[2]!)).toBe(
      'Ben’s update B1 stands at place 3 of 4 in p2panda, places 3 and 5 of 5 in p2panda-compat.',
    );
    expect(summary(readings)).toBe('Its name is “Dach” in p2panda and “Garten” in p2panda-compat.');
    expect([...differences(readings[0].order, readings[1].order)]).toEqual([4]);
    expect(summary(readBoth(example('a merge')))).toBe('Both profiles show the same values.');
  });
});

describe('bytes by item', () => {
  test.each(['A,n=x', 'A!', 'A,n=x;B,s=1;*;C,o=1', 'A,n=x;B,s=1;*;C@0.1.2!'])(
    'of the last of "%s"',
    (steps) => {
      const history = made(steps);
      for (const operation of history.operations) {
        const parts = partsOf(operation, history.schemaId);
        expect(parts.flatMap(({ bytes }) => [...bytes])).toEqual([...operation.bytes]);
        const found = new Map(parts.map(({ name, bytes }) => [name, bytes]));
        expect(new TextDecoder().decode(found.get('schema id')!.subarray(2))).toBe(history.schemaId);
        const { previous, fields } = operation;
        expect(found.has('previous')).toBe(previous.length > 0);
        if (previous.length > 0) expect(found.get('previous')![0]).toBe(0x80 + previous.length);
        if (fields) expect(found.get('fields')![0]).toBe(0xa0 + Object.keys(fields).length);
        else expect(found.has('fields')).toBe(false);
      }
    },
  );
});

describe('the layout', () => {
  const graph = (...previous: number[][]) => previous.map((before, number) => ({ number, previous: before }));

  test('puts each operation behind all that it names, and none on another', () => {
    // Small graphs of all kinds, by a generator whose numbers are always the same.
    let seed = 1;
    const random = (below: number): number => {
      seed = (seed * 48271) % 2147483647;
      return seed % below;
    };
    for (let round = 0; round < 60; round++) {
      const operations = graph(
        [],
        ...Array.from({ length: 2 + random(10) }, (_, i) =>
          [...new Set(Array.from({ length: 1 + random(3) }, () => random(i + 1)))].sort((a, b) => a - b),
        ),
      );
      const { nodes, edges } = layOutDocument(
        operations,
        operations.map(({ number }) => number),
      );
      for (const { number, previous } of operations) {
        for (const before of previous) expect(nodes[before]!.x).toBeLessThan(nodes[number]!.x);
      }
      expect(new Set(nodes.map(({ x, y }) => `${x} ${y}`)).size).toBe(nodes.length);
      expect(edges).toHaveLength(operations.reduce((sum, { previous }) => sum + previous.length, 0));
    }
  });

  test('keeps a chain in one lane, and gives branches lanes of their own', () => {
    const { nodes } = layOutDocument(graph([], [0], [0], [1], [2, 3]), [0, 1, 3, 2, 4]);
    expect(nodes.map(({ layer, lane }) => [layer, lane])).toEqual([
      [0, 0],
      [1, 0],
      [1, 1],
      [2, 0],
      [3, 1],
    ]);
  });

  test('leads an edge to an ancestor around what lies between', () => {
    const { edges, top } = layOutDocument(graph([], [0], [0, 1]), [0, 1, 2]);
    const [straight, around] = edges.slice(1).sort((a, b) => b.to - a.to);
    const heights = (path: string) =>
      path.match(/-?[\d.]+,-?[\d.]+/g)!.map((point) => Number(point.split(',')[1]));
    expect(heights(straight!.path).every((y) => y === 0)).toBe(true);
    expect(Math.min(...heights(around!.path))).toBeLessThan(-20);
    expect(top).toBeLessThan(-20);
  });

  test('is walked through by arrow keys', () => {
    const { nodes } = layOutDocument(graph([], [0], [0], [1]), [0, 1, 3, 2]);
    const from = (number: number, key: string) => neighbour(nodes, nodes[number]!, key)?.number;
    expect(from(0, 'ArrowRight')).toBe(1);
    expect(from(1, 'ArrowDown')).toBe(2);
    expect(from(2, 'ArrowUp')).toBe(1);
    expect(from(2, 'ArrowRight')).toBe(3);
    expect(from(3, 'ArrowRight')).toBeUndefined();
    expect(from(3, 'Home')).toBe(0);
    expect(from(0, 'End')).toBe(3);
    expect(from(0, 'x')).toBeUndefined();
  });
});
