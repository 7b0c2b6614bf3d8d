import { fromHex, toHex } from '../implementation/bytes.js';
import { coreHash } from '../core.js';
import { DataImplementation } from '../implementation/data.js';
import { constant, DEPLOYED, faultsOf, SAMPLED, SPECIFIED, step } from './data.js';

const viewFault = faultsOf('documentview.hash', 'documentview');

export const dataViewFaults = [
  viewFault(
    'hash-of-hex',
    'Hashes the hexadecimal text of the ids.',
    step('viewIdBytes', (_, ids) => Buffer.from(ids.join(''))),
  ),
  viewFault(
    'hash-of-text',
    'Hashes the ids as text with underscores between them.',
    step('viewIdBytes', (_, ids) => Buffer.from(ids.join('_'))),
  ),
  viewFault(
    'hash-without-heads',
    'Hashes the ids without their first two bytes.',
    step('viewIdBytes', (right, ids) => right(ids.map((id) => id.slice(4)))),
  ),
  viewFault(
    'hash-of-one-id',
    'Takes the one id of a view for its hash.',
    step('viewIdHash', (right, ids) => (ids.length === 1 ? fromHex(ids[0]!) : right(ids))),
  ),
  viewFault(
    'hash-of-the-first-id',
    'Hashes the first id alone.',
    step('viewIdBytes', (right, ids) => right(ids.slice(0, 1))),
  ),
  viewFault(
    'hash-of-the-last-id',
    'Hashes the last id alone.',
    step('viewIdBytes', (right, ids) => right(ids.slice(-1))),
  ),
  viewFault(
    'hash-of-ten-ids',
    'Hashes ten ids at most.',
    step('viewIdBytes', (right, ids) => right(ids.slice(0, 10))),
    SAMPLED,
  ),
  viewFault(
    'hash-of-hashes',
    'Hashes the hashes of the ids.',
    step('viewIdBytes', (right, ids) => right(ids.map((id) => toHex(coreHash('p2panda', fromHex(id)))))),
  ),
  viewFault(
    'hash-of-descending-ids',
    'Hashes the ids from the last to the first.',
    step('viewIdBytes', (right, ids) => right(ids.toReversed())),
  ),
  viewFault(
    'hash-of-cbor',
    'Hashes the ids as an operation has them.',
    step('viewIdBytes', (_, ids) => new DataImplementation().encodeIds('p2panda-compat', ids)),
  ),
  viewFault(
    'hash-of-bamboo',
    'Hashes with BLAKE2b.',
    step('viewIdHash', (_, ids) => coreHash('bamboo', new DataImplementation().viewIdBytes(ids))),
  ),
  viewFault(
    'hash-without-its-head',
    'Gives the hash without its first two bytes.',
    step('viewIdHash', (right, ids) => right(ids).slice(2)),
  ),
  viewFault(
    'unsorted',
    'Does not look at the order of ids.',
    step('checkAscends', (right, before, id) => {
      if (before === id) right(before, id);
    }),
  ),
  viewFault(
    'sorted',
    'Sorts ids in place of refusing them.',
    step('checkViewId', (right, profile, ids) => right(profile, [...new Set(ids)].sort())),
  ),
  viewFault(
    'repeated',
    'Takes an id that comes twice.',
    step('checkAscends', (right, before, id) => {
      if (before !== id) right(before, id);
    }),
    SAMPLED,
  ),
  viewFault(
    'order-of-two-alone',
    'Looks at the order of the first two ids alone.',
    step('checkViewId', (right, profile, ids) => [...right(profile, ids.slice(0, 2)), ...ids.slice(2)]),
  ),
  viewFault(
    'order-of-signed-bytes',
    'Compares ids by signed bytes.',
    step('compareIds', (_, a, b) => {
      const [x, y] = [a, b].map((id) => Buffer.from(id, 'hex'));
      const at = x!.findIndex((byte, i) => byte !== y![i]);
      return at < 0 ? 0 : x!.readInt8(at) - y!.readInt8(at);
    }),
  ),
  viewFault(
    'empty',
    'Takes the view id of nothing.',
    step('checkViewIdLength', () => undefined),
    SAMPLED,
  ),
  viewFault(
    'ids-not-checked',
    'Takes any bytes for ids.',
    step('isId', () => true),
  ),
  viewFault(
    'first-id-alone-checked',
    'Looks at the first id alone.',
    step('checkViewId', (right, profile, ids) =>
      ids.length > 1 ? [...right(profile, ids.slice(0, 1)), ...ids.slice(1)] : right(profile, ids),
    ),
  ),
  viewFault(
    'ids-of-any-length',
    'Does not look at the length of ids.',
    step('isId', (_, __, id) => id.startsWith('0020')),
  ),
  viewFault(
    'ids-of-any-hash-type',
    'Does not look at the first byte of ids.',
    step('isId', (right, profile, id) => right(profile, `00${id.slice(2)}`)),
    SAMPLED,
  ),
  viewFault(
    'ids-of-bamboo',
    'Takes ids of 64 bytes.',
    step('isId', (right, profile, id) => right(profile, id) || /^0040[0-9a-f]{128}$/.test(id)),
  ),
  viewFault(
    'ids-of-any-length-byte',
    'Does not look at the second byte of ids.',
    step('isId', (right, _, id) => right('p2panda-compat', id)),
    SPECIFIED,
  ),
  viewFault(
    'ids-of-length-32-alone',
    'Looks at the second byte of ids, as deployed nodes do not.',
    step('isId', (right, _, id) => right('p2panda', id)),
    DEPLOYED,
  ),
  viewFault('30-ids', 'Takes 30 ids at most.', constant('maxViewId', 30), SPECIFIED),
];
