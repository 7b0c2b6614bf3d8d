import { orderOperations } from '../../src/reference/index.js';
import { ascii, hex, randomStream } from './bytes.js';
import { addData, type Expected, inBoth } from './data-builder.js';
import { encodedHash } from './entry-builder.js';
import { shuffled } from './log-builder.js';
import {
  graphOf,
  idOfLetter,
  idsOfLetters,
  type Node,
  ordered,
  orderByInsertion,
  tipsOf,
} from './order-builder.js';
import { type RealGraph, realGraphs } from './real-operations.js';
import { type Json, reject, subject, type Subject, type VectorList } from './vector.js';

const NOTES = {
  CHAIN: 'Operations are sorted by their ids or the order of arrival in place of what they name.',
  SIBLINGS:
    'Concurrent operations come in another order with every peer, and so do the values that they write.',
  DEPTH_FIRST: 'Siblings come before what follows the first of them: breadth first in place of depth first.',
  MERGE:
    'An operation that merges branches comes before one of them, and its values are overwritten by older ones.',
  ANCESTOR:
    'An operation that names another and what came before it is taken for a merge of two branches, or for a cycle.',
  ARRIVAL:
    'The order depends on that of arrival, so that two peers with the same operations hold two documents.',
  DOUBLED: 'An operation that comes twice counts twice, or is taken for a fork.',
  WAITING: 'What an operation names is not there, and it takes effect, or stops all others.',
  CYCLE: 'Operations that name one another in a circle are followed forever.',
  CREATES: 'A document has no beginning, or two.',
  LARGE: 'What is right for a few operations goes wrong, or takes too long, for many.',
  REAL_WORLD: 'Documents of deployed nodes come out otherwise: p2panda 0.8.1 really orders this one so.',
};

const SPECIFIED = ['PAN-ORD-002', 'PAN-ORD-004'].map((id) => `p2panda:${id}`);

function add(
  list: VectorList,
  name: string,
  flag: string,
  nodes: readonly Node[],
  expected: Expected,
  ...requirements: string[]
): void {
  const about = {
    name,
    flag,
    requirements: [...SPECIFIED, 'compat:PAN-ORD-006', 'PAN-DOC-007', ...requirements],
  };
  addData(
    list,
    'document-order',
    'document.order',
    about,
    { operations: nodes as unknown as Json },
    expected,
  );
}

const refuse = (
  list: VectorList,
  name: string,
  flag: string,
  notation: string,
  p2panda: string,
  compat: string,
  ...requirements: string[]
) =>
  addData(
    list,
    'document-order',
    'document.order',
    { name, flag, requirements },
    { operations: graphOf(notation) as unknown as Json },
    { p2panda: reject(p2panda), compat: reject(compat) },
  );

/** As this specification orders them; all are there. */
const specified = (nodes: readonly Node[]) => ordered(orderByInsertion(nodes), tipsOf(nodes));

const isCausal = ({ nodes, order = '' }: RealGraph): boolean =>
  nodes
    .split(' ')
    .every(([id, ...previous]) => previous.every((letter) => order.indexOf(letter) < order.indexOf(id!)));

/** Real documents: all that end in an error, and some each of those that are doubled, out of order, and plain. */
function chosenGraphs(): RealGraph[] {
  const counts = new Map<string, number>();
  const most: Readonly<Record<string, number>> = { error: 5, doubled: 6, acausal: 5, plain: 7 };
  const largest: Readonly<Record<string, number>> = { error: 6, doubled: 7, acausal: 7, plain: 6 };
  const seen = new Set<string>();
  return realGraphs().filter((graph) => {
    const { nodes, order = '', error } = graph;
    const isDoubled = new Set(order).size < order.length;
    const kind = error ? 'error' : isDoubled ? 'doubled' : isCausal(graph) ? 'plain' : 'acausal';
    const count = counts.get(kind) ?? 0;
    const size = nodes.split(' ').length;
    if (seen.has(nodes) || count >= most[kind]! || size > largest[kind]! || size < 4) return false;
    seen.add(nodes);
    counts.set(kind, count + 1);
    return true;
  });
}

function addReal(list: VectorList): void {
  chosenGraphs().forEach(({ nodes: notation, order = '', tips = '', error }, i) => {
    const nodes = graphOf(notation);
    const left = nodes.map(({ id }) => id).filter((id) => !idsOfLetters(order).includes(id));
    const isDoubled = new Set(order).size < order.length;
    const viewId = [...new Set(idsOfLetters(tips))].sort();
    const compat = error ? reject('DOCUMENT_CYCLE') : ordered(idsOfLetters(order), viewId, left.sort());
    const isPlain = !error && !isDoubled && isCausal({ nodes: notation, order });
    const name = `real-${notation.replaceAll(' ', '-')}`;
    const requirements = error || isDoubled ? ['compat:PAN-ORD-007'] : [];
    // Of the plain ones, some are enough where no real implementation is to be matched.
    const p2panda = isPlain || i % 3 > 0 ? {} : { p2panda: specified(nodes) };
    add(list, name, 'REAL_WORLD', nodes, { compat, ...p2panda }, ...requirements);
  });
}

/** Documents made for the purpose; in compat those whose order is beyond doubt. */
function addMade(list: VectorList): void {
  const made = (
    name: string,
    flag: string,
    notation: string,
    order: string,
    compat?: string,
    ...more: string[]
  ) => {
    const nodes = graphOf(notation);
    const expect = ordered(idsOfLetters(order), tipsOf(nodes));
    if (String(orderByInsertion(nodes)) !== String(idsOfLetters(order)))
      throw new Error(`${name} is stated wrongly`);
    const given = compat === undefined ? {} : { compat: ordered(idsOfLetters(compat), tipsOf(nodes)) };
    add(list, name, flag, nodes, { p2panda: expect, ...given }, ...more);
  };
  made('of-one', 'CHAIN', 'a', 'a', 'a', 'PAN-DOC-001', 'PAN-DOC-005', 'p2panda:PAN-ORD-001');
  made('chain', 'CHAIN', 'a ba cb dc', 'abcd', 'abcd');
  made('chain-against-the-ids', 'CHAIN', 'd cd bc ab', 'dcba');
  made('chain-arriving-backwards', 'ARRIVAL', 'dc cb ba a', 'abcd', 'abcd', 'PAN-DOC-012');
  made('two-siblings', 'SIBLINGS', 'a ca ba', 'abc', 'abc');
  made('three-siblings', 'SIBLINGS', 'a da ca ba', 'abcd', 'abdc');
  made('four-siblings', 'SIBLINGS', 'c ac bc dc ec', 'cabde', 'caedb');
  made('siblings-below-the-create', 'SIBLINGS', 'z az bz', 'zab');
  made('depth-first', 'DEPTH_FIRST', 'a ba ca db ec', 'abdce', 'abdce');
  made('depth-first-against-the-ids', 'DEPTH_FIRST', 'a ba ca eb dc', 'abecd');
  made('diamond', 'MERGE', 'a ba ca dbc', 'abcd', 'abcd', 'p2panda:PAN-ORD-003');
  made('diamond-with-a-low-merge', 'MERGE', 'b cb db acd', 'bcda');
  made('merge-of-three', 'MERGE', 'a ba ca da ebcd', 'abcde');
  made('merge-of-three-and-a-sibling', 'MERGE', 'a ba da ea cbde', 'abdec');
  made('merge-of-two-of-three', 'MERGE', 'a ba ca da ebc', 'abced');
  made('merge-and-its-sibling', 'MERGE', 'a ba ca dbc ec', 'abcde');
  made('merge-beside-a-lower-sibling', 'MERGE', 'a ba ca ebc dc', 'abcde');
  made('merge-of-merges', 'MERGE', 'a ba ca dbc ebc fde', 'abcdef');
  made('two-diamonds', 'MERGE', 'a ba ca dbc ed fd gef', 'abcdefg');
  made('branch-behind-the-merged', 'MERGE', 'a ba ca eb dbc', 'abecd');
  made('ancestor-beside-parent', 'ANCESTOR', 'a ba cab', 'abc', undefined, 'p2panda:PAN-ORD-003');
  made('ancestor-beside-parent-of-a-branch', 'ANCESTOR', 'a ba cb dac eb', 'abcde');
  made('ancestor-beside-a-merge', 'ANCESTOR', 'a ba ca dbc ead', 'abcde');
  const dots = 'a ba ca db ec fde ga';
  for (const seed of [1, 2]) {
    const nodes = shuffled(graphOf(dots), seed);
    const expect = ordered(idsOfLetters('abdcefg'), tipsOf(nodes));
    add(list, `shuffled-${seed}`, 'ARRIVAL', nodes, { p2panda: expect }, 'PAN-DOC-012');
  }
  const some = graphOf('a ba cb da').reverse();
  add(
    list,
    'backwards',
    'ARRIVAL',
    some,
    inBoth(ordered(idsOfLetters('abcd'), idsOfLetters('cd'))),
    'PAN-DOC-012',
  );
  const doubled = (name: string, notation: string, order: string, tips: string) =>
    add(
      list,
      name,
      'DOUBLED',
      graphOf(notation),
      inBoth(ordered(idsOfLetters(order), idsOfLetters(tips))),
      'PAN-DOC-013',
    );
  doubled('create-twice', 'a a ba', 'ab', 'b');
  doubled('update-twice', 'a ba cb ba', 'abc', 'c');
  doubled('all-twice', 'a ba a ba', 'ab', 'b');
  add(
    list,
    'later-operation-changes-no-order',
    'SIBLINGS',
    graphOf('a ba ca db ec fb'),
    { p2panda: specified(graphOf('a ba ca db ec fb')) },
    'p2panda:PAN-ORD-005',
  );
}

function addFaults(list: VectorList): void {
  const waits = (name: string, notation: string, order: string, tips: string, waiting: string) =>
    add(
      list,
      `waiting-${name}`,
      'WAITING',
      graphOf(notation),
      {
        p2panda: ordered(idsOfLetters(order), idsOfLetters(tips), idsOfLetters(waiting)),
        compat: reject('PREVIOUS_UNKNOWN'),
      },
      'PAN-DOC-011',
    );
  waits('for-one', 'a ba dc', 'ab', 'b', 'd');
  waits('in-a-row', 'a ba dc ed', 'ab', 'b', 'de');
  waits('merge-for-one-of-two', 'a ba dbc', 'ab', 'b', 'd');
  waits('and-its-sibling-does-not', 'a ca bd', 'ac', 'c', 'b');
  waits('merge-of-one-that-waits', 'a ba dc ebd', 'ab', 'b', 'de');
  waits('two-for-two', 'a dx cy', 'a', 'a', 'cd');
  const cycle = (name: string, notation: string) =>
    refuse(list, `cycle-${name}`, 'CYCLE', notation, 'DOCUMENT_CYCLE', 'DOCUMENT_CYCLE', 'PAN-DOC-010');
  cycle('of-one', 'a ba cc');
  cycle('of-one-that-names-another', 'a ba cbc');
  refuse(list, 'no-operation', 'CREATES', 'ba', 'DOCUMENT_WITHOUT_CREATE', 'DOCUMENT_WITHOUT_CREATE');
  refuse(list, 'no-create', 'CREATES', 'ba cb', 'DOCUMENT_WITHOUT_CREATE', 'DOCUMENT_WITHOUT_CREATE');
  refuse(
    list,
    'cycle-without-create',
    'CREATES',
    'ba ab',
    'DOCUMENT_WITHOUT_CREATE',
    'DOCUMENT_WITHOUT_CREATE',
  );
  refuse(list, 'two-creates', 'CREATES', 'a b', 'DOCUMENT_OF_TWO_CREATES', 'DOCUMENT_OF_TWO_CREATES');
  refuse(
    list,
    'two-creates-joined',
    'CREATES',
    'a b cab',
    'DOCUMENT_OF_TWO_CREATES',
    'DOCUMENT_OF_TWO_CREATES',
  );
  refuse(
    list,
    'second-create-last',
    'CREATES',
    'a ca b',
    'DOCUMENT_OF_TWO_CREATES',
    'DOCUMENT_OF_TWO_CREATES',
  );
  const strictly = (name: string, notation: string) =>
    add(
      list,
      `cycle-${name}`,
      'CYCLE',
      graphOf(notation),
      { p2panda: reject('DOCUMENT_CYCLE') },
      'PAN-DOC-010',
    );
  strictly('of-two', 'a bac cb');
  strictly('of-two-apart', 'a ba cd dc');
  strictly('of-three', 'a bad cb dc');
  strictly('with-more-behind', 'a ba cd dc ec');
}

/** Many more documents than there are vectors: the reference has to find the same as the insertion. */
function tryRandomGraphs(): void {
  const next = randomStream(0x0d0c);
  for (let i = 0; i < 400; i++) {
    const size = 2 + (next() % 9);
    const letters = shuffled(Array.from('abcdefghijk').slice(0, size), next());
    const nodes = letters.map((letter, at): Node => {
      const count = at === 0 ? 0 : 1 + (next() % 4 === 0 ? next() % 3 : 0);
      const previous = new Set(Array.from({ length: count }, () => idOfLetter(letters[next() % at]!)));
      return { id: idOfLetter(letter), previous: [...previous].sort() };
    });
    const [expected, actual] = [
      orderByInsertion(nodes),
      orderOperations('p2panda', shuffled(nodes, i)).order,
    ];
    if (String(expected) !== String(actual)) throw new Error(`${JSON.stringify(nodes)}: ${String(actual)}`);
  }
}

/** An operation's id as real ones are: the hash of something. */
const hashedId = (i: number): string => hex(encodedHash('p2panda', ascii(`operation ${i}`)));

/** A document of many operations, each on one, or now and then two or three, of those before. */
function randomGraph(size: number, mostNamed: number, seed: number): Node[] {
  const next = randomStream(seed);
  return Array.from({ length: size }, (_, at): Node => {
    const count = at === 0 ? 0 : next() % 5 === 0 ? 1 + (next() % mostNamed) : 1;
    // Mostly near the end, so that branches grow long.
    const pick = () => (next() % 3 === 0 ? next() % at : Math.max(0, at - 1 - (next() % 4)));
    const previous = new Set(Array.from({ length: count }, () => hashedId(pick())));
    return { id: hashedId(at), previous: [...previous].sort() };
  });
}

/** The order of p2panda 0.8.1 where nothing is merged: of siblings the lowest first, and the rest descending. */
function deployedTreeOrder(nodes: readonly Node[]): string[] {
  const visit = (id: string): string[] => {
    const following = nodes.filter(({ previous }) => previous[0] === id).map((node) => node.id);
    const [first, ...rest] = following.sort();
    return [id, ...[...(first === undefined ? [] : [first]), ...rest.reverse()].flatMap(visit)];
  };
  return visit(nodes[0]!.id);
}

function addLarge(list: VectorList): void {
  const merging = randomGraph(200, 3, 0x200);
  add(list, 'large-200-with-merges', 'LARGE', shuffled(merging, 7), { p2panda: specified(merging) });
  const tree = randomGraph(60, 1, 0x100);
  add(list, 'large-60-branching', 'LARGE', shuffled(tree, 8), {
    compat: ordered(deployedTreeOrder(tree), tipsOf(tree)),
  });
}

export function documentOrderSubject(): Subject {
  tryRandomGraphs();
  return subject(
    'document-order',
    'The order of a document’s operations: as specified in profile p2panda, as p2panda 0.8.1 has it in p2panda-compat.',
    NOTES,
    (list) => {
      addMade(list);
      addFaults(list);
      addLarge(list);
      addReal(list);
    },
  );
}
