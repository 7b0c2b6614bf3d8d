import { bytes, headOf, hexOf, ids, int, list as cborList, map, NULL, text, textOf } from './cbor-builder.js';
import { idOf, operationOf, update } from './data-builder.js';
import { add, addBad, addValue, ACCEPTED, fieldsOf, type Typed } from './operation-decode-builder.js';
import { reject, type VectorList } from './vector.js';

/** An operation that has every kind of item, to be cut. */
const WHOLE = update(
  'blob_v1',
  [idOf(0x11), idOf(0x22)],
  ['b', bytes('0708')],
  ['f', 'fb3fb999999999999a'],
  ['i', '1903e8'],
  ['l', ids(idOf(0x33))],
  ['t', text('Panda')],
);

/** PAN-CBR-001: wherever the bytes end. */
export function addTruncated(list: VectorList): void {
  const at = (place: string, cut: string) => {
    const end = cut === '' ? 0 : WHOLE.indexOf(cut) + cut.length;
    if (end < cut.length) throw new Error(`there is no ${cut}`);
    const about = { name: `truncated-${place}`, flag: 'TRUNCATED', requirements: [] };
    const truncated = reject('CBOR_TRUNCATED');
    // Of the profile depends nothing here: in compat, places within items are enough.
    add(list, about, WHOLE.slice(0, end), /^in-/.test(place) ? truncated : { p2panda: truncated });
  };
  at('to-nothing', '');
  at('behind-the-list-head', '85');
  at('behind-the-action', '850101');
  at('behind-the-head-of-the-schema-id', '85010167');
  at('in-the-schema-id', `67${hexOf('blob')}`);
  at('behind-the-schema-id', hexOf('blob_v1'));
  at('behind-the-head-of-previous', `${hexOf('blob_v1')}82`);
  at('in-the-head-of-an-id', '8258');
  at('in-an-id', `582200201111`);
  at('behind-previous', idOf(0x22));
  at('behind-the-head-of-fields', `${idOf(0x22)}a5`);
  at('behind-the-head-of-a-name', `${idOf(0x22)}a561`);
  at('behind-the-head-of-bytes', '616242');
  at('in-bytes', '61624207');
  at('in-a-float', '6166fb3fb999');
  at('in-an-integer', '61691903');
  at('behind-the-head-of-a-list', '616c81');
  at('in-a-list', `616c8158220020${'33'.repeat(31)}`);
  at('in-text', '617465');
  const declared = (name: string, cbor: string, p2panda = 'CBOR_TRUNCATED') =>
    add(
      list,
      { name: `declared-${name}`, flag: 'DECLARED_LENGTH', requirements: ['PAN-CBR-001'] },
      cbor,
      name.endsWith('2-to-the-63')
        ? { p2panda: reject(p2panda) }
        : { p2panda: reject(p2panda), compat: reject('CBOR_TRUNCATED') },
    );
  const start = `8501${int(1)}${text('blob_v1')}`;
  const value = (cbor: string) => `8401${int(0)}${text('blob_v1')}a16161${cbor}`;
  for (const [name, length] of [
    ['2-to-the-64-less-1', 2n ** 64n - 1n],
    ['2-to-the-63', 2n ** 63n],
    ['2-to-the-32', 2n ** 32n],
  ] as const) {
    declared(`list-of-${name}`, value(headOf(8, 4, length)));
    declared(`text-of-${name}`, value(`${headOf(8, 3, length)}78`));
    declared(`bytes-of-${name}`, value(`${headOf(8, 2, length)}07`));
  }
  declared('text-of-2-to-the-31', value(headOf(4, 3, 2n ** 31n)));
  declared('name-of-2-to-the-32', `8401${int(0)}${text('blob_v1')}a1${headOf(8, 3, 2n ** 32n)}`);
  declared('previous-of-1024', start + headOf(2, 4, 1024));
  declared('previous-of-1025', start + headOf(2, 4, 1025), 'VIEW_ID_TOO_LONG');
  declared('previous-of-2-to-the-64-less-1', start + headOf(8, 4, 2n ** 64n - 1n), 'VIEW_ID_TOO_LONG');
  const fields = `8401${int(0)}${text('blob_v1')}`;
  declared('fields-of-1024', fields + headOf(2, 5, 1024));
  declared('fields-of-1025', fields + headOf(2, 5, 1025), 'FIELDS_TOO_MANY');
  declared('fields-of-2-to-the-64-less-1', fields + headOf(8, 5, 2n ** 64n - 1n), 'FIELDS_TOO_MANY');
}

/** Accepted in compat alone, and that asked or not. */
const LENIENT = { p2panda: 'CBOR_NOT_CANONICAL' };
const STRICT = { ...LENIENT, inCompat: false };

/** PAN-CBR-003: heads longer than they need to be, of each width and major type; and those that just need it. */
export function addHeads(list: VectorList): void {
  const about = (name: string, flag = 'NOT_SHORTEST') => ({
    name,
    flag,
    requirements: ['p2panda:PAN-CBR-003', 'compat:PAN-CBR-011'],
  });
  for (const [width, largest, next] of [
    [1, 23n, 24n],
    [2, 255n, 256n],
    [4, 65535n, 65536n],
    [8, 2n ** 32n - 1n, 2n ** 32n],
  ] as const) {
    const long: [string, string, Typed][] = [
      ['int', headOf(width, 0, largest), ['int', String(largest)]],
      ['zero', headOf(width, 0, 0), ['int', '0']],
      ['negative', headOf(width, 1, largest), ['int', String(-1n - largest)]],
      ['bytes', `${headOf(width, 2, 1)}07`, ['bytes', '07']],
      ['text', `${headOf(width, 3, 1)}78`, ['str', 'x']],
      ['list', `${headOf(width, 4, 1)}${bytes(idOf(0x11))}`, ['ids', [idOf(0x11)]]],
      ['list-in-a-list', `81${headOf(width, 4, 0)}`, ['id_lists', [[]]]],
    ];
    // The shortest and the longest of most, and in compat of all, are enough.
    for (const [name, cbor, value] of long) {
      if ((width === 2 || width === 4) && !/^(int|text)$/.test(name)) continue;
      const expected = width === 1 || width === 8 ? LENIENT : STRICT;
      addValue(list, about(`long-${name}-of-${width}`), cbor, value, expected);
    }
    const just = (name: string, cbor: string, value: bigint) =>
      addValue(list, about(`just-${name}-of-${width}`, 'SHORTEST'), cbor, ['int', String(value)]);
    just('int', headOf(width, 0, next), next);
    just('negative', headOf(width, 1, next), -1n - next);
    const fields = `${headOf(width, 5, 1)}${text('a')}${text('x')}`;
    add(list, about(`long-map-of-${width}`), operationOf('create', { fields }), {
      p2panda: reject('CBOR_NOT_CANONICAL'),
      compat: ACCEPTED,
    });
  }
  const inPlace = (name: string, operation: string) =>
    add(list, about(`long-${name}`), operation, { p2panda: reject('CBOR_NOT_CANONICAL'), compat: ACCEPTED });
  inPlace('operation', `98${operationOf('create').replace(/^8/, '0')}`);
  inPlace('action', operationOf('create', { action: '1800' }));
  inPlace('schema-id', operationOf('create', { schemaId: `7807${hexOf('blob_v1')}` }));
  inPlace('name', operationOf('create', { fields: `a1780161${text('x')}` }));
}

/** PAN-CBR-004 and what p2panda 0.8.1 makes of it. */
export function addIndefinite(list: VectorList): void {
  const [a, b] = [idOf(0x11), idOf(0x22)];
  const about = (name: string) => ({
    name: `indefinite-${name}`,
    flag: 'INDEFINITE',
    requirements: ['p2panda:PAN-CBR-004', 'compat:PAN-CBR-011'],
  });
  const value = (name: string, cbor: string, typed: Typed) =>
    addValue(list, about(name), cbor, typed, LENIENT);
  value('text-of-nothing', '7fff', ['str', '']);
  value('text-of-an-empty-piece', '7f60ff', ['str', '']);
  value('text-in-three', `7f${text('a')}${text('ü')}${text('c')}ff`, ['str', 'aüc']);
  value('bytes-of-nothing', '5fff', ['bytes', '']);
  value('bytes-in-two', '5f420102420304ff', ['bytes', '01020304']);
  value('list-of-nothing', '9fff', ['ids', []]);
  value('list-of-ids', `9f${bytes(a)}${bytes(b)}ff`, ['ids', [a, b]]);
  value('list-of-lists', `9f9f${bytes(a)}ff80ff`, ['id_lists', [[a], []]]);
  value('id', `815f${bytes(a.slice(0, 20))}${bytes(a.slice(20))}ff`, ['ids', [a]]);
  const other = (name: string, operation: string, compat = ACCEPTED) =>
    add(list, about(name), operation, { p2panda: reject('CBOR_NOT_CANONICAL'), compat });
  other('operation', `9f${operationOf('create').slice(2)}ff`);
  other('operation-without-an-end', `9f${operationOf('create').slice(2)}`);
  other('operation-and-an-item-more', `9f${operationOf('create').slice(2)}0001ff`);
  other('operation-too-short', `9f01${int(0)}${text('blob_v1')}ff`, reject('OPERATION_LENGTH'));
  other('map', operationOf('create', { fields: `bf${text('a')}${text('x')}ff` }));
  other('name', operationOf('create', { fields: `a17f${text('a')}ff${text('x')}` }));
  other('previous', operationOf('update', { previous: `9f${bytes(idOf(0x44))}ff` }), fieldsOf('update'));
  const half = (name: string, cbor: string, reason: string) =>
    add(list, about(name), operationOf('create', { fields: map(['a', cbor]) }), {
      p2panda: reject('CBOR_NOT_CANONICAL'),
      compat: reject(reason),
    });
  half('text-cut-within-a-character', `7f${textOf('c3')}${textOf('bc')}ff`, 'CBOR_MALFORMED');
  half('text-with-a-piece-of-bytes', `7f${bytes('61')}ff`, 'CBOR_MALFORMED');
  half('bytes-with-a-piece-of-text', `5f${text('a')}ff`, 'CBOR_MALFORMED');
  half('text-without-an-end', `7f${text('a')}`, 'CBOR_TRUNCATED');
  half('list-without-an-end', `9f${bytes(a)}`, 'CBOR_TRUNCATED');
}

/** PAN-CBR-009 and the places where p2panda 0.8.1 passes over tags. */
export function addTags(list: VectorList): void {
  const about = (name: string) => ({
    name: `tagged-${name}`,
    flag: 'TAGGED',
    requirements: ['compat:PAN-CBR-011'],
  });
  const place = (name: string, operation: string, compat = ACCEPTED) =>
    add(list, about(name), operation, { p2panda: reject('CBOR_TAGGED'), compat });
  const id = bytes(idOf(0x44));
  place('operation', `d9d9f7${operationOf('create')}`);
  place('operation-twice', `c1c1${operationOf('create')}`);
  place('version', operationOf('create', { version: 'c101' }));
  place('action', operationOf('create', { action: 'c100' }));
  place('schema-id', operationOf('create', { schemaId: `c1${text('blob_v1')}` }), reject('SCHEMA_ID_TYPE'));
  place('previous', operationOf('update', { previous: `c181${id}` }), reject('PREVIOUS_TYPE'));
  place('id', operationOf('update', { previous: `81c1${id}` }), fieldsOf('update'));
  place('fields', operationOf('create', { fields: `c1${map(['a', text('x')])}` }));
  place('name', operationOf('create', { fields: `a1c1${text('a')}${text('x')}` }));
  const value = (name: string, cbor: string) =>
    place(name, operationOf('create', { fields: map(['a', cbor]) }), reject('VALUE_TYPE'));
  value('text', `c0${text('2020')}`);
  value('bytes', `d82a${bytes('07')}`);
  value('list', 'c180');
  value('id-in-a-list', `81c1${bytes(idOf(0x11))}`);
  value('bool', 'c1f5');
  value('float', 'c1f93c00');
  value('int', 'c101');
  const number = (name: string, cbor: string, typed: Typed) =>
    addValue(list, about(`bignum-${name}`), cbor, typed, { p2panda: 'CBOR_TAGGED' });
  number('0', 'c240', ['int', '0']);
  number('1-with-zeros', 'c2430000' + '01', ['int', '1']);
  number('2-to-the-63-less-1', `c2${bytes('7fffffffffffffff')}`, ['int', String(2n ** 63n - 1n)]);
  number('minus-2-to-the-63', `c3${bytes('7fffffffffffffff')}`, ['int', String(-(2n ** 63n))]);
  const large = (name: string, cbor: string, reason: string) =>
    add(list, about(`bignum-${name}`), operationOf('create', { fields: map(['a', cbor]) }), {
      p2panda: reject('CBOR_TAGGED'),
      compat: reject(reason),
    });
  large('2-to-the-63', `c2${bytes('8000000000000000')}`, 'INT_OUT_OF_RANGE');
  large('minus-2-to-the-63-less-1', `c3${bytes('8000000000000000')}`, 'INT_OUT_OF_RANGE');
  large('of-text', `c2${text('a')}`, 'VALUE_TYPE');
  place('bignum-as-action', operationOf('update', { action: 'c24101' }), fieldsOf('update'));
}

/** PAN-CBR-005, PAN-CBR-006: floats, the good ones and the longer forms of the same. */
export function addFloats(list: VectorList): void {
  const about = (name: string, flag: string) => ({
    name: `float-${name}`,
    flag,
    requirements: [
      'p2panda:PAN-CBR-005',
      ...(flag === 'NOT_A_NUMBER' ? ['p2panda:PAN-CBR-006'] : []),
      'compat:PAN-CBR-011',
    ],
  });
  const NAN = '7ff8000000000000';
  const good: [string, string][] = [
    ['f90000', '0000000000000000'],
    ['f98000', '8000000000000000'],
    ['f903ff', '3f0ff80000000000'],
    ['f90400', '3f10000000000000'],
    ['f97bff', '40effc0000000000'],
    ['f97c00', '7ff0000000000000'],
    ['f9fc00', 'fff0000000000000'],
    ['f97e00', NAN],
    ['fa477fe100', '40effc2000000000'],
    ['fa00000001', '36a0000000000000'],
    ['fa7f7fffff', '47efffffe0000000'],
    ['fb3fb999999999999a', '3fb999999999999a'],
    ['fb0000000000000001', '0000000000000001'],
  ];
  for (const [cbor, bits] of good) addValue(list, about(cbor, 'FLOAT'), cbor, ['float', bits]);
  const long: [string, string][] = [
    ['fa3f800000', '3ff0000000000000'],
    ['fb3ff0000000000000', '3ff0000000000000'],
    ['fa00000000', '0000000000000000'],
    ['fb0000000000000000', '0000000000000000'],
    ['fb8000000000000000', '8000000000000000'],
    ['fa33800000', '3e70000000000000'],
    ['fb36a0000000000000', '36a0000000000000'],
    ['fb40effc2000000000', '40effc2000000000'],
    ['fa7f800000', '7ff0000000000000'],
    ['fb7ff0000000000000', '7ff0000000000000'],
  ];
  long.forEach(([cbor, bits], i) => {
    addValue(list, about(cbor, 'FLOAT_LONG'), cbor, ['float', bits], i % 2 === 0 ? LENIENT : STRICT);
  });
  for (const cbor of [
    ...['f97e01', 'f97c01', 'f9fe00', 'f97fff', 'fa7fc00000', 'fa7f800001', 'faffc00000'],
    ...['fb7ff8000000000000', 'fb7ff8000000000001', 'fb7ff0000000000001', 'fbfff8000000000000'],
  ]) {
    const expected = cbor.startsWith('fa') || cbor === 'f97c01' ? LENIENT : STRICT;
    addValue(list, about(cbor, 'NOT_A_NUMBER'), cbor, ['float', NAN], expected);
  }
}

/** PAN-CBR-002, PAN-CBR-007: what is no CBOR at all. */
export function addMalformed(list: VectorList): void {
  const value = (name: string, cbor: string, compat = 'CBOR_MALFORMED') =>
    addBad(
      list,
      { name, flag: 'MALFORMED', requirements: [] },
      operationOf('create', { fields: map(['a', cbor]) }),
      'CBOR_MALFORMED',
      compat,
    );
  ['1c', '3d', '5e', '7c', '9d', 'be', 'dc', 'fe'].forEach((cbor) => value(`reserved-${cbor}`, cbor));
  ['1f', '3f', 'df'].forEach((cbor) => value(`no-length-${cbor}`, cbor));
  value('break-as-value', 'ff');
  value('break-in-a-list', '81ff');
  ['f800', 'f813', 'f816', 'f817', 'f81f'].forEach((cbor) => value(`simple-${cbor}`, cbor));
  const simple = (cbor: string, bool: boolean) =>
    addValue(
      list,
      { name: `simple-${cbor}`, flag: 'MALFORMED', requirements: ['PAN-CBR-002'] },
      cbor,
      ['bool', bool],
      { p2panda: 'CBOR_MALFORMED' },
    );
  simple('f814', false);
  simple('f815', true);
  const bad = (name: string, operation: string) =>
    addBad(list, { name, flag: 'MALFORMED', requirements: [] }, operation, 'CBOR_MALFORMED');
  bad('reserved-operation', '9c01');
  bad('break-as-operation', 'ff');
  bad('break-as-version', operationOf('create', { version: 'ff' }));
  bad('break-as-name', operationOf('create', { fields: 'a1ff' }));
  bad('reserved-map', operationOf('create', { fields: 'bd' }));
  for (const [name, content] of [
    ['lone-continuation', '80'],
    ['continuation-missing', 'c328'],
    ['continuation-cut-off', 'e282'],
    ['overlong-of-2', 'c080'],
    ['overlong-of-3', 'e0809f'],
    ['overlong-of-4', 'f0808080'],
    ['surrogate', 'eda080'],
    ['surrogate-pair', 'eda0bdedb0bc'],
    ['above-10ffff', 'f4908080'],
    ['five-bytes', 'f888808080'],
    ['ff', '61ff'],
  ] as const) {
    const about = { name: `utf8-${name}`, flag: 'UTF8', requirements: ['PAN-CBR-007'] };
    addBad(list, about, operationOf('create', { fields: map(['a', textOf(content)]) }), 'CBOR_MALFORMED');
    if (!/lone|surrogate$|overlong-of-2/.test(name)) continue;
    const inName = `a1${textOf(content)}${text('x')}`;
    addBad(
      list,
      { ...about, name: `${about.name}-in-a-name` },
      operationOf('create', { fields: inName }),
      'CBOR_MALFORMED',
    );
    const schemaId = textOf(hexOf('blob') + content);
    addBad(
      list,
      { ...about, name: `${about.name}-in-a-schema-id` },
      operationOf('create', { schemaId }),
      'CBOR_MALFORMED',
    );
  }
  const kept = { name: 'utf8-byte-order-mark-kept', flag: 'UTF8', requirements: ['PAN-CBR-007'] };
  addValue(list, kept, text('\ufeffx'), ['str', '\ufeffx']);
  addValue(list, { ...kept, name: 'utf8-of-4' }, text('🐼\u{10ffff}'), ['str', '🐼\u{10ffff}']);
  const trailing = (name: string, more: string) =>
    add(
      list,
      { name: `trailing-${name}`, flag: 'TRAILING', requirements: ['compat:PAN-CBR-011'] },
      operationOf('create') + more,
      { p2panda: reject('CBOR_TRAILING_BYTES'), compat: ACCEPTED },
    );
  trailing('zero', '00');
  trailing('null', NULL);
  trailing('operation', operationOf('create'));
  trailing('list', cborList());
  trailing('reserved', '1c');
}
