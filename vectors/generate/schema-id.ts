import { addData, type Expected, idOf, inBoth } from './data-builder.js';
import { accept, type Expect, reject, subject, type Subject, type VectorList } from './vector.js';

const NOTES = {
  SYSTEM: 'A system schema is not known, or another name is taken for one.',
  VERSION:
    'A version of a system schema has several writings, so that one schema has several ids; or one that nobody has defined is accepted.',
  APPLICATION: 'The id is cut at another underscore than the one between the name and the ids.',
  NAME: 'A name is cut, or one is accepted that no definition can have.',
  NAME_LIKE:
    'A name that looks like the end of a system schema’s id is taken for one, or the other way round.',
  VIEW_ID: 'One schema has several ids: its definition’s view in another order, or with an id twice.',
  ID: 'What is no operation id is accepted as part of a view id.',
  HEX_CASE:
    'One schema has several ids, in hex of either case; or in compat, what the network holds is refused.',
  NO_PARTS: 'Text without the parts of a schema id is a crash, or accepted.',
};

const [A, B, C] = [idOf(0xab), idOf(0xcd), idOf(0xef)];

function add(
  list: VectorList,
  name: string,
  flag: string,
  schemaId: string,
  expected: Expected,
  ...requirements: string[]
): void {
  addData(list, 'schema-id', 'schema.id.parse', { name, flag, requirements }, { schemaId }, expected);
}

const system = (name: string, version = 1): Expect =>
  accept({ schemaId: `${name}_v${version}`, kind: 'system', name, version, viewId: null });

const application = (name: string, ...viewId: string[]): Expect =>
  accept({
    schemaId: [name, ...viewId].join('_'),
    kind: 'application',
    name,
    version: null,
    viewId: viewId.map((id) => id.toLowerCase()),
  });

function addSystem(list: VectorList): void {
  for (const name of ['schema_definition', 'schema_field_definition', 'blob', 'blob_piece']) {
    add(
      list,
      name.replaceAll('_', '-'),
      'SYSTEM',
      `${name}_v1`,
      system(name),
      'PAN-SID-004',
      'PAN-SID-001',
      'p2panda:PAN-SID-005',
    );
  }
  const unknown = (label: string, schemaId: string) =>
    add(list, `unknown-${label}`, 'SYSTEM', schemaId, reject('SYSTEM_SCHEMA_UNKNOWN'));
  const worse = inBoth(reject('SCHEMA_ID_MALFORMED'));
  add(list, 'unknown-and-no-version', 'SYSTEM', 'venue_vx', worse);
  unknown('venue', 'venue_v1');
  unknown('schema', 'schema_v1');
  unknown('capital', 'Blob_v1');
  unknown('plural', 'blob_pieces_v1');
  unknown('piece', 'piece_v1');
  unknown('blank-before', ' blob_v1');
  unknown('application-behind', `venue_${A}_v1`);
  const version = (label: string, text: string, p2panda: string, compat: string | number) =>
    add(
      list,
      `version-${label}`,
      'VERSION',
      `blob_v${text}`,
      {
        p2panda: reject(p2panda),
        compat: typeof compat === 'number' ? system('blob', compat) : reject(compat),
      },
      'p2panda:PAN-SID-005',
      'compat:PAN-SID-006',
    );
  const [other, bad] = ['SYSTEM_SCHEMA_UNKNOWN', 'SCHEMA_ID_MALFORMED'];
  version('0', '0', other, 0);
  version('2', '2', other, 2);
  version('10', '10', other, 10);
  version('255', '255', other, 255);
  version('256', '256', other, bad);
  version('257', '257', other, bad);
  version('01', '01', bad, 1);
  version('00000001', '00000001', bad, 1);
  version('00', '00', bad, 0);
  version('plus-1', '+1', bad, 1);
  version('plus-01', '+01', bad, 1);
  version('0256', '0256', bad, bad);
  version('minus-1', '-1', bad, bad);
  version('plus-alone', '+', bad, bad);
  version('none', '', bad, bad);
  version('letter', 'x', bad, bad);
  version('letter-behind', '1x', bad, bad);
  version('blank-before', ' 1', bad, bad);
  version('blank-behind', '1 ', bad, bad);
  version('line-end-behind', '1\n', bad, bad);
  version('hexadecimal', '0x1', bad, bad);
  version('decimal-point', '1.0', bad, bad);
  version('exponent', '1e0', bad, bad);
  version('wide-digit', '\uff11', bad, bad);
  version('arabic-digit', '\u0661', bad, bad);
  version('v-twice', 'v1', bad, bad);
  version('v-and-letters', 'egan', bad, bad);
}

function addApplication(list: VectorList): void {
  const good = (label: string, flag: string, name: string, ...viewId: string[]) =>
    add(
      list,
      label,
      flag,
      [name, ...viewId].join('_'),
      application(name, ...viewId),
      'PAN-SID-001',
      'PAN-SID-002',
      'PAN-SID-003',
    );
  good('of-one-id', 'APPLICATION', 'venue', A);
  good('of-two-ids', 'APPLICATION', 'venue', A, B);
  good('of-three-ids', 'APPLICATION', 'venue', A, B, C);
  good('name-of-2', 'NAME', 've', A);
  good('name-of-64', 'NAME', 'x'.repeat(64), A);
  good('name-of-64-and-two-ids', 'NAME', 'x'.repeat(64), A, B);
  good('name-with-an-underscore', 'APPLICATION', 'my_venue', A);
  good('name-with-two-underscores', 'APPLICATION', 'my__venue', A, B);
  good('name-of-64-with-an-underscore', 'APPLICATION', `${'x'.repeat(31)}_${'y'.repeat(32)}`, A);
  good('name-with-capitals-and-digits', 'NAME', 'Venue2', A);
  good('name-like-a-version', 'NAME_LIKE', 'venue_v1', A);
  good('name-of-a-system-schema', 'NAME_LIKE', 'blob', A);
  good('name-like-hex', 'NAME_LIKE', 'ab_0020ab', A);
  add(
    list,
    'name-of-1',
    'NAME',
    `v_${A}`,
    { p2panda: application('v', A), compat: reject('SCHEMA_NAME_INVALID') },
    'PAN-SCH-002',
  );
  const name = (label: string, text: string, reason = 'SCHEMA_NAME_INVALID') =>
    add(list, `name-${label}`, 'NAME', `${text}_${A}`, reject(reason));
  name('of-0', '', 'SCHEMA_ID_MALFORMED');
  name('of-65', 'x'.repeat(65));
  name('of-67', 'x'.repeat(67));
  name('of-68', 'x'.repeat(68));
  name('of-underscores', '_');
  name('underscore-first', '_venue');
  name('underscore-last', 'venue_');
  name('digit-first', '1venue');
  name('hyphen', 'my-venue');
  name('blank', 'my venue');
  name('umlaut', 'v\u00e9nue');
  name('line-end', 'venue\n');
  add(
    list,
    'name-long-with-an-underscore',
    'APPLICATION',
    `${'x'.repeat(60)}_${'y'.repeat(9)}_${A}`,
    reject('OPERATION_ID_INVALID'),
    'PAN-SID-003',
  );
  const view = (label: string, ...viewId: string[]) =>
    add(
      list,
      `view-${label}`,
      'VIEW_ID',
      ['venue', ...viewId].join('_'),
      reject('VIEW_ID_NOT_SORTED'),
      'PAN-SID-002',
    );
  view('descending', B, A);
  view('repeated', A, A);
  view('last-out-of-order', A, C, B);
  const id = (label: string, text: string) =>
    add(list, `id-${label}`, 'ID', `venue_${text}`, reject('OPERATION_ID_INVALID'), 'PAN-SID-002');
  id('missing', '');
  id('of-66-digits', A.slice(0, -2));
  id('of-67-digits', A.slice(0, -1));
  id('of-69-digits', `${A}a`);
  id('of-no-hex', `${A.slice(0, -1)}g`);
  id('of-hash-type-1', `01${A.slice(2)}`);
  id('of-bamboo', `0040${'ab'.repeat(64)}`);
  id('with-a-blank-behind', `${A} `);
  id('second-too-short', `${A}_${B.slice(2)}`);
  id('with-two-underscores-before-the-second', `${A}__${B}`);
  id('like-a-version', 'V1');
  const lenient = (label: string, flag: string, text: string) =>
    add(
      list,
      `id-${label}`,
      flag,
      `venue_${text}`,
      { p2panda: reject('OPERATION_ID_INVALID'), compat: application('venue', text) },
      'PAN-SID-007',
    );
  lenient('in-capitals', 'HEX_CASE', `0020${'AB'.repeat(32)}`);
  lenient('in-both-cases', 'HEX_CASE', `0020${'aB'.repeat(32)}`);
  lenient('of-length-byte-21', 'ID', `0021${A.slice(4)}`);
  lenient('of-length-byte-00', 'ID', `0000${A.slice(4)}`);
  const none = (label: string, text: string) =>
    add(list, label, 'NO_PARTS', text, reject('SCHEMA_ID_MALFORMED'), 'PAN-SID-001');
  none('empty', '');
  none('name-alone', 'venue');
  none('id-alone', A);
  none('version-alone', 'v1');
  none('separated-by-a-hyphen', `venue-${A}`);
}

export function schemaIdSubject(): Subject {
  return subject(
    'schema-id',
    'Schema ids: system schemas with a version, application schemas with the view of their definition.',
    NOTES,
    (list) => {
      addSystem(list);
      addApplication(list);
    },
  );
}
