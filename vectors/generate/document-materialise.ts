import { head, int, text } from './cbor-builder.js';
import { addData, create, deletion, type Expected, inBoth, SCHEMA, update } from './data-builder.js';
import { addRealLife } from './document-materialise-real.js';
import { shuffled } from './log-builder.js';
import { idOfLetter, idsOfLetters } from './order-builder.js';
import { accept, type Expect, type Json, reject, subject, type Subject, type VectorList } from './vector.js';

const NOTES = {
  UPDATE: 'A field that an update does not write is lost, or keeps the value that it replaces.',
  WRITER: 'What wrote a value is not known, or is taken to be the newest operation or the creation.',
  CONCURRENT:
    'Of concurrent values another wins with every peer, and the documents never become the same again.',
  MERGE: 'What merges branches is applied before one of them, or takes back what they wrote.',
  DEPLOYED_ORDER:
    'Other values win than with deployed nodes, or with those of this specification: p2panda 0.8.1 orders siblings and merges in another way.',
  ARRIVAL: 'The values depend on the order of arrival.',
  DELETED: 'A deleted document shows values, or comes back by what was written concurrently or later.',
  DELETED_VIEW: 'A deleted document’s view is named otherwise than with other peers.',
  BEFORE_DELETION: 'A view from before the deletion is lost, or a deleted one is readable by its id.',
  PAST: 'A past view shows what came later, or lacks what came before.',
  VIEW_ID: 'A view that does not exist, or cannot, is shown as another.',
  WAITING: 'An operation takes effect before what it names is there, or stops all others.',
  BAD_OPERATION: 'An operation that is no part of the document takes effect, or is passed over.',
  GRAPH: 'A document without beginning, with two, or with a cycle is shown.',
  LARGE: 'A document whose operations are as long as can be is refused.',
  REAL_WORLD: 'A document that p2panda’s own client wrote comes out otherwise.',
};

/** The system schema of two texts: its id is short, and so are the vectors. */
const ID = 'schema_field_definition_v1';
const FIELDS = [
  { name: 'name', type: 'str' },
  { name: 'type', type: 'str' },
];
const NAME_OF: Readonly<Record<string, string>> = { n: 'name', t: 'type' };

/** The fields that a text like `n=x t=str` writes. */
const writes = (notation: string) =>
  notation
    .split(' ')
    .filter(Boolean)
    .map((part) => part.split('='))
    .map(([field, value]) => ({ name: NAME_OF[field!]!, value: value! }));

/** An operation with its id: `a: n=x t=str` creates, `c<ab: n=y` updates what a and b are, `d<c: -` deletes. */
function operationFrom(notation: string): { id: string; operation: string } {
  const [ids, what = ''] = notation.split(': ');
  const [letter, before] = ids!.split('<');
  const previous = idsOfLetters(before ?? '');
  const pairs = what === '-' ? [] : writes(what).map(({ name, value }) => [name, text(value)] as const);
  const operation =
    before === undefined
      ? create(ID, ...pairs)
      : what === '-'
        ? deletion(ID, previous)
        : update(ID, previous, ...pairs);
  return { id: idOfLetter(letter!), operation };
}

const document = (notation: string) => notation.split('; ').map(operationFrom);

/** What a document is: `b n=y@b t=str@a` has the view of b, and values of b and a; `b -` is deleted. */
function viewOf(notation: string, waiting = ''): Expect {
  const [viewId, ...fields] = notation.split(' ');
  return accept({
    documentId: idOfLetter('a'),
    viewId: idsOfLetters(viewId!),
    deleted: fields[0] === '-',
    fields:
      fields[0] === '-'
        ? null
        : writes(fields.join(' ')).map(({ name, value }) => {
            const [content, writer] = value.split('@');
            return { name, type: 'str', value: content!, operationId: idOfLetter(writer!) };
          }),
    waiting: idsOfLetters(waiting),
  });
}

interface Case {
  readonly name: string;
  readonly flag: string;
  readonly requirements?: readonly string[];
  readonly operations: readonly { id: string; operation: Json }[];
  readonly viewId?: readonly string[] | null;
  readonly schema?: Json;
}

function add(list: VectorList, given: Case, expected: Expected): void {
  const {
    name,
    flag,
    requirements = [],
    operations,
    viewId = null,
    schema = { id: ID, fields: FIELDS },
  } = given;
  const about = { name, flag, requirements: ['PAN-RED-001', ...requirements] };
  const input = { schema, operations: operations as unknown as Json, viewId: viewId as Json };
  addData(list, 'document-materialise', 'document.materialise', about, input, expected);
}

/** A document, and what it is in both profiles, or in each; where compat is null it isn't asked. */
function addDocument(
  list: VectorList,
  name: string,
  flag: string,
  notation: string,
  p2panda: string,
  compat: string | null = p2panda,
  ...requirements: string[]
): void {
  add(
    list,
    { name, flag, requirements, operations: document(notation) },
    compat === p2panda
      ? viewOf(p2panda)
      : { p2panda: viewOf(p2panda), ...(compat === null ? {} : { compat: viewOf(compat) }) },
  );
}

const START = 'a: n=x t=str';

function addReduction(list: VectorList): void {
  const doc = (
    name: string,
    flag: string,
    more: string,
    p2panda: string,
    compat?: string | null,
    ...requirements: string[]
  ) =>
    addDocument(
      list,
      name,
      flag,
      more === '' ? START : `${START}; ${more}`,
      p2panda,
      compat,
      ...requirements,
    );
  doc('created', 'WRITER', '', 'a n=x@a t=str@a', undefined, 'PAN-DOC-005', 'PAN-RED-003', 'PAN-DOC-007');
  doc(
    'one-field-updated',
    'UPDATE',
    'b<a: n=y',
    'b n=y@b t=str@a',
    undefined,
    'PAN-RED-002',
    'PAN-RED-003',
    'PAN-DOC-007',
  );
  add(
    list,
    {
      name: 'create-neither-lowest-nor-first',
      flag: 'UPDATE',
      requirements: ['PAN-RED-002', 'PAN-RED-003', 'PAN-DOC-005', 'PAN-DOC-014'],
      operations: document('d<a: n=w; a<b: n=z; b<c: n=y t=int; c: n=x t=str'),
      viewId: idsOfLetters('a'),
    },
    inBoth(
      accept({
        documentId: idOfLetter('c'),
        viewId: idsOfLetters('a'),
        deleted: false,
        fields: [
          { name: 'name', type: 'str', value: 'z', operationId: idOfLetter('a') },
          { name: 'type', type: 'str', value: 'int', operationId: idOfLetter('b') },
        ],
        waiting: [],
      }),
    ),
  );
  doc('other-field-updated', 'UPDATE', 'b<a: t=int', 'b n=x@a t=int@b', null, 'PAN-RED-002');
  doc('same-value-written-again', 'WRITER', 'b<a: n=x', 'b n=x@b t=str@a', undefined, 'PAN-RED-003');
  doc(
    'updated-one-after-the-other',
    'UPDATE',
    'b<a: n=y; c<b: t=int',
    'c n=y@b t=int@c',
    undefined,
    'PAN-RED-002',
  );
  doc(
    'concurrent-on-one-field',
    'CONCURRENT',
    'b<a: n=y; c<a: n=z',
    'bc n=z@c t=str@a',
    undefined,
    'PAN-ORD-002',
  );
  doc(
    'concurrent-arriving-backwards',
    'ARRIVAL',
    'c<a: n=z; b<a: n=y',
    'bc n=z@c t=str@a',
    undefined,
    'PAN-DOC-012',
  );
  doc('concurrent-on-two-fields', 'CONCURRENT', 'b<a: n=y; c<a: t=int', 'bc n=y@b t=int@c');
  doc(
    'concurrent-and-the-higher-is-longer',
    'CONCURRENT',
    'd<a: n=y; b<d: n=w; c<a: n=z',
    'bc n=w@b t=str@a',
  );
  doc('merged', 'MERGE', 'b<a: n=y; c<a: n=z; d<bc: t=int', 'd n=z@c t=int@d', undefined, 'PAN-DOC-007');
  doc('merged-on-the-same-field', 'MERGE', 'b<a: n=y; c<a: n=z; d<bc: n=w', 'd n=w@d t=str@a');
  doc(
    'three-siblings',
    'DEPLOYED_ORDER',
    'b<a: n=y; c<a: n=z; d<a: n=w',
    'bcd n=w@d t=str@a',
    'bcd n=z@c t=str@a',
    'compat:PAN-ORD-006',
  );
  const all = document(`${START}; b<a: n=y; c<a: n=z; d<b: t=int; e<cd: t=bool`);
  for (const seed of [3]) {
    const given = {
      name: `shuffled-${seed}`,
      flag: 'ARRIVAL',
      requirements: ['PAN-DOC-012'],
      operations: shuffled(all, seed),
    };
    add(list, given, viewOf('e n=z@c t=bool@e'));
  }
  const twice = document(`${START}; b<a: n=y; c<b: n=z; b<a: n=y`);
  const doubled = {
    name: 'operation-twice',
    flag: 'ARRIVAL',
    requirements: ['PAN-DOC-013'],
    operations: twice,
  };
  add(list, doubled, { p2panda: viewOf('c n=z@c t=str@a'), compat: viewOf('c n=z@c t=str@a') });
}

/** What 0.8.1 applies again, or before what it names: real graphs in which every operation writes the same field. */
function addDeployed(list: VectorList): void {
  for (const [notation, p2panda, compat] of DEPLOYED) {
    const operations = notation
      .split(' ')
      .map(([letter, ...before]) =>
        operationFrom(
          before.length === 0
            ? `${letter!}: n=${letter!} t=str`
            : `${letter!}<${before.join('')}: n=${letter!}`,
        ),
      );
    const first = notation[0]!;
    const tips = Array.from(notation.replaceAll(' ', '')).filter(
      (l) => !notation.split(' ').some((n) => n.slice(1).includes(l)),
    );
    const view = (writer: string) => {
      const field = (name: string, value: string, by: string) => ({
        name,
        type: 'str',
        value,
        operationId: idOfLetter(by),
      });
      return accept({
        documentId: idOfLetter(first),
        viewId: idsOfLetters([...new Set(tips)].sort().join('')),
        deleted: false,
        fields: [field('name', writer, writer), field('type', 'str', first)],
        waiting: [],
      });
    };
    const given = {
      name: `deployed-${notation.replaceAll(' ', '-')}`,
      flag: 'DEPLOYED_ORDER',
      requirements: ['compat:PAN-ORD-006', 'compat:PAN-ORD-007'],
      operations,
    };
    add(list, given, { p2panda: view(p2panda), compat: view(compat) });
  }
}

/** A real graph, and the last operation in its order: as specified, and as 0.8.1 gives it. */
const DEPLOYED: readonly (readonly [notation: string, p2panda: string, compat: string])[] = [
  ['c ac bc dabc', 'd', 'b'],
  ['b ab cb dbc ea', 'd', 'c'],
  ['a ea bae fb dbe cb', 'f', 'd'],
];

function addDeletions(list: VectorList): void {
  const doc = (name: string, more: string, p2panda: string, compat: string, flag = 'DELETED') =>
    addDocument(
      list,
      `deleted-${name}`,
      flag,
      `${START}; ${more}`,
      p2panda,
      compat,
      'PAN-DEL-001',
      'p2panda:PAN-DEL-002',
      'compat:PAN-DEL-003',
      'PAN-DEL-005',
    );
  doc('at-once', 'b<a: -', 'b -', 'b -');
  doc('after-an-update', 'b<a: n=y; c<b: -', 'c -', 'c -');
  doc('in-a-branch', 'b<a: -; c<a: n=z', 'b -', 'bc -', 'DELETED_VIEW');
  doc('in-the-later-branch', 'b<a: n=z; c<a: -', 'c -', 'bc -', 'DELETED_VIEW');
  doc('and-updated-later', 'b<a: -; c<b: n=z', 'b -', 'c -', 'DELETED_VIEW');
  doc('twice-at-the-same-time', 'b<a: -; c<a: -', 'b -', 'bc -', 'DELETED_VIEW');
  doc('twice-in-a-row', 'c<a: -; b<c: -', 'c -', 'b -', 'DELETED_VIEW');
  doc('in-a-branch-and-merged', 'b<a: n=y; c<a: -; d<bc: n=w', 'c -', 'd -', 'DELETED_VIEW');
}

function addViews(list: VectorList): void {
  const view = (
    name: string,
    flag: string,
    more: string,
    viewId: string,
    expected: Expected,
    ...requirements: string[]
  ) =>
    add(
      list,
      {
        name: `view-${name}`,
        flag,
        requirements: ['PAN-DOC-014', ...requirements],
        operations: document(`${START}; ${more}`),
        viewId: idsOfLetters(viewId),
      },
      expected,
    );
  const both = (name: string, more: string, viewId: string, expected: string) =>
    view(name, 'PAST', more, viewId, viewOf(expected));
  const chain = 'b<a: n=y; c<b: n=z';
  both('of-the-creation', chain, 'a', 'a n=x@a t=str@a');
  both('of-the-middle', chain, 'b', 'b n=y@b t=str@a');
  const fork = 'b<a: n=y; c<a: n=z; d<bc: t=int';
  view('of-one-branch', 'PAST', fork, 'b', viewOf('b n=y@b t=str@a'));
  view('of-the-other-branch', 'PAST', fork, 'c', viewOf('c n=z@c t=str@a'));
  both('of-both-branches', fork, 'bc', 'bc n=z@c t=str@a');
  view('of-an-operation-and-what-it-names', 'PAST', chain, 'ab', viewOf('b n=y@b t=str@a'), 'PAN-DOC-007');
  const deleted = 'b<a: n=y; c<b: -; d<a: t=int';
  const inBoth = (name: string, viewId: string, expected: string) =>
    view(
      name,
      'BEFORE_DELETION',
      deleted,
      viewId,
      { p2panda: viewOf(expected), compat: viewOf(expected) },
      'PAN-DEL-004',
    );
  inBoth('before-the-deletion', 'b', 'b n=y@b t=str@a');
  inBoth('beside-the-deletion', 'bd', 'bd n=y@b t=int@d');
  inBoth('of-the-deletion', 'c', 'c -');
  view(
    'beside-and-of-the-deletion',
    'BEFORE_DELETION',
    deleted,
    'cd',
    { p2panda: viewOf('c -'), compat: viewOf('cd -') },
    'p2panda:PAN-DEL-002',
    'compat:PAN-DEL-003',
  );
  const bad = (name: string, viewId: string, reason: string) =>
    view(name, 'VIEW_ID', chain, viewId, reject(reason));
  view('unknown', 'VIEW_ID', chain, 'e', { p2panda: reject('VIEW_UNKNOWN'), compat: reject('VIEW_UNKNOWN') });
  bad('known-and-unknown', 'ae', 'VIEW_UNKNOWN');
  bad('of-nothing', '', 'VIEW_ID_EMPTY');
  bad('descending', 'ba', 'VIEW_ID_NOT_SORTED');
}

function addFaults(list: VectorList): void {
  const waits = (name: string, more: string, p2panda: Expect, viewId: string | null = null) =>
    add(
      list,
      {
        name: `waiting-${name}`,
        flag: 'WAITING',
        requirements: ['PAN-DOC-011'],
        operations: document(`${START}; ${more}`),
        viewId: viewId === null ? null : idsOfLetters(viewId),
      },
      /^update|^merge/.test(name) ? { p2panda, compat: reject('PREVIOUS_UNKNOWN') } : { p2panda },
    );
  waits('update', 'b<a: n=y; d<c: n=z', viewOf('b n=y@b t=str@a', 'd'));
  waits('deletion', 'd<c: -', viewOf('a n=x@a t=str@a', 'd'));
  waits('merge', 'b<a: n=y; d<bc: n=z', viewOf('b n=y@b t=str@a', 'd'));
  waits('beside-a-past-view', 'b<a: n=y; d<c: n=z', viewOf('a n=x@a t=str@a', 'd'), 'a');
  waits('and-named-by-the-view', 'b<a: n=y; d<c: n=z', reject('VIEW_UNKNOWN'), 'd');
  waits('beside-a-deletion', 'b<a: -; d<c: n=z', viewOf('b -', 'd'));
  const bad = (name: string, operation: string, reason: string, ...requirements: string[]) =>
    add(
      list,
      {
        name: `bad-${name}`,
        flag: 'BAD_OPERATION',
        requirements,
        operations: [...document(START), { id: idOfLetter('b'), operation }],
      },
      reject(reason),
    );
  const a = [idOfLetter('a')];
  add(
    list,
    {
      name: 'bad-schema-of-an-update',
      flag: 'BAD_OPERATION',
      requirements: ['PAN-DOC-009'],
      operations: [
        ...document(START),
        { id: idOfLetter('b'), operation: update(SCHEMA, a, ['name', text('y')]) },
      ],
    },
    { p2panda: reject('SCHEMA_MISMATCH'), compat: reject('SCHEMA_MISMATCH') },
  );
  bad('schema-of-a-deletion', deletion(SCHEMA, a), 'SCHEMA_MISMATCH', 'PAN-DOC-009');
  bad('encoding', update(ID, a, ['name', text('y')]).slice(0, -2), 'CBOR_TRUNCATED');
  bad('field', update(ID, a, ['size', int(1)]), 'FIELD_UNKNOWN');
  bad('type', update(ID, a, ['name', int(1)]), 'FIELD_TYPE_MISMATCH');
  bad('value', update(ID, a, ['name', text('1')]), 'FIELD_NAME_INVALID');
  const without = {
    name: 'bad-creation',
    flag: 'BAD_OPERATION',
    operations: [{ id: a[0]!, operation: create(ID, ['name', text('x')]) }],
  };
  add(list, without, reject('FIELD_MISSING'));
  const graph = (name: string, notation: string, reason: string) =>
    add(list, { name: `graph-${name}`, flag: 'GRAPH', operations: document(notation) }, reject(reason));
  graph('without-creation', 'b<a: n=y', 'DOCUMENT_WITHOUT_CREATE');
  graph('of-two-creations', `${START}; b: n=y t=int`, 'DOCUMENT_OF_TWO_CREATES');
  graph('with-a-cycle', `${START}; b<ab: n=y`, 'DOCUMENT_CYCLE');
}

/** A piece of a blob of the greatest length, deleted, so that the answer is short. */
function addLarge(list: VectorList): void {
  const schemaId = 'blob_piece_v1';
  const start = create(schemaId, ['data', '40']).slice(0, -2);
  const operation = { concat: [start + head(2, 256_000), { repeat: '5a', times: 256_000 }] };
  const operations = [
    { id: idOfLetter('a'), operation },
    { id: idOfLetter('b'), operation: deletion(schemaId, [idOfLetter('a')]) },
  ];
  const schema = { id: schemaId, fields: [{ name: 'data', type: 'bytes' }] };
  const expect = viewOf('b -');
  add(
    list,
    {
      name: 'piece-of-256000-deleted',
      flag: 'LARGE',
      requirements: ['PAN-BLB-003', 'PAN-SYS-004'],
      operations,
      schema,
    },
    { p2panda: expect, compat: expect },
  );
}

export function documentMaterialiseSubject(): Subject {
  return subject(
    'document-materialise',
    'Documents: what their operations make of them, now and in past views, until they are deleted.',
    NOTES,
    (list) => {
      addReduction(list);
      addDeployed(list);
      addDeletions(list);
      addViews(list);
      addFaults(list);
      addLarge(list);
      addRealLife(list);
    },
  );
}
