import { concat, fromHex, hex } from './bytes.js';
import { addData, type Expected, idOf } from './data-builder.js';
import { encodedHash } from './entry-builder.js';
import { accept, type Expect, reject, subject, type Subject, type VectorList } from './vector.js';

const NOTES = {
  HASH: 'The ids are hashed as text, with separators, or without their first bytes, and a view has another hash with every peer.',
  ORDER: 'One view has several ids, and several hashes.',
  EMPTY: 'A view of nothing has a hash, and stands for something.',
  ID: 'What is no operation id is hashed.',
};

/** PAN-DOC-008: the hash of the ids' bytes, one behind the other. */
const hashOf = (...viewId: string[]): Expect =>
  accept({ hash: hex(encodedHash('p2panda', concat(...viewId.map(fromHex)))) });

function add(
  list: VectorList,
  name: string,
  flag: string,
  viewId: string[],
  expected: Expected,
  ...requirements: string[]
): void {
  addData(list, 'documentview', 'documentview.hash', { name, flag, requirements }, { viewId }, expected);
}

function addAll(list: VectorList): void {
  const [a, b, c] = [idOf(0x11), idOf(0x22), idOf(0x33)];
  const good = (name: string, ...viewId: string[]) =>
    add(list, name, 'HASH', viewId, hashOf(...viewId), 'PAN-DOC-008', 'PAN-DOC-004');
  good('of-one-id', a);
  good('of-an-id-of-zeros', idOf(0));
  good('of-an-id-of-ff', idOf(0xff));
  good('of-two-ids', a, b);
  good('of-three-ids', a, b, c);
  good('of-ids-that-differ-in-the-last-byte', `${a.slice(0, -2)}10`, a);
  good('of-ids-that-differ-in-the-first-bit', idOf(0x7f), idOf(0x80));
  // 31 ids are more than a chunk of BLAKE3.
  good('of-31-ids', ...Array.from({ length: 31 }, (_, i) => idOf(i)));
  const bad = (name: string, flag: string, reason: string, ...viewId: string[]) =>
    add(list, name, flag, viewId, reject(reason));
  bad('of-nothing', 'EMPTY', 'VIEW_ID_EMPTY');
  bad('descending', 'ORDER', 'VIEW_ID_NOT_SORTED', b, a);
  bad('repeated', 'ORDER', 'VIEW_ID_NOT_SORTED', a, a);
  bad('last-out-of-order', 'ORDER', 'VIEW_ID_NOT_SORTED', a, c, b);
  bad('not-as-signed-bytes', 'ORDER', 'VIEW_ID_NOT_SORTED', idOf(0x80), idOf(0x7f));
  bad('id-of-33-bytes', 'ID', 'OPERATION_ID_INVALID', a.slice(0, -2));
  bad('id-of-35-bytes', 'ID', 'OPERATION_ID_INVALID', `${a}00`);
  bad('id-of-hash-type-1', 'ID', 'OPERATION_ID_INVALID', `01${a.slice(2)}`);
  bad('id-of-bamboo', 'ID', 'OPERATION_ID_INVALID', `0040${'11'.repeat(64)}`);
  bad('second-id-too-short', 'ID', 'OPERATION_ID_INVALID', a, b.slice(0, -2));
  const other = `0021${a.slice(4)}`;
  add(
    list,
    'id-of-length-byte-21',
    'ID',
    [other],
    { p2panda: reject('OPERATION_ID_INVALID'), compat: hashOf(other) },
    'compat:PAN-OPR-006',
  );
}

export function documentviewSubject(): Subject {
  return subject('documentview', 'View ids and their hashes.', NOTES, addAll);
}
