import { createHash } from 'node:crypto';
import * as noble from '@noble/ed25519';
import { blake3 } from '@noble/hashes/blake3.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { describe, expect, test } from 'vitest';

import { MAX_ENTRY_LENGTH } from '../../src/bamboo/profile.js';
import { REASONS, type Reason } from '../../src/bamboo/reasons.js';
import { RECORD } from '../../src/bamboo/record.js';
import { engineUnderTest as wasmEngine } from './build.js';
import { bytesOf, concat, hex, unhex } from './bytes.js';

noble.hashes.sha512 = sha512;

type Profile = 'bamboo' | 'p2panda';
const PROFILES: readonly Profile[] = ['bamboo', 'p2panda'];

function hashOf(profile: Profile, bytes: Uint8Array): Uint8Array {
  const digest = profile === 'bamboo' ? createHash('blake2b512').update(bytes).digest() : blake3(bytes);
  return concat(unhex(profile === 'bamboo' ? '0040' : '0020'), digest);
}

function varU64(value: bigint): Uint8Array {
  if (value < 248n) return Uint8Array.of(Number(value));
  const digits = value.toString(16);
  const bytes = unhex(digits.length % 2 ? `0${digits}` : digits);
  return concat(Uint8Array.of(247 + bytes.length), bytes);
}

const privateKey = bytesOf('entry key', 32);
const author = noble.getPublicKey(privateKey);
const payload = bytesOf('payload', 77);

type Part =
  'tag' | 'author' | 'logId' | 'seqNum' | 'lipmaalink' | 'backlink' | 'payloadSize' | 'payloadHash' | 'end';
type Parts = Partial<Record<Part, Uint8Array>>;

/**
 * An entry made part by part, and where each part begins; parts given replace the valid ones, and then it is
 * signed.
 */
function make(profile: Profile, links: readonly ('lipmaalink' | 'backlink')[], parts: Parts): Made {
  const valid: Parts = {
    tag: Uint8Array.of(0),
    author,
    logId: varU64(5n),
    seqNum: varU64(links.length === 2 ? 8n : links.length === 1 ? 2n : 1n),
    ...(links.includes('lipmaalink') && { lipmaalink: hashOf(profile, bytesOf('lipmaa', 3)) }),
    ...(links.includes('backlink') && { backlink: hashOf(profile, bytesOf('back', 3)) }),
    payloadSize: varU64(BigInt(payload.length)),
    payloadHash: hashOf(profile, payload),
  };
  const at: Partial<Record<Part, number>> = {};
  let body = new Uint8Array(0);
  for (const [part, bytes] of Object.entries({ ...valid, ...parts }) as [Part, Uint8Array][]) {
    if (part === 'end') continue;
    at[part] = body.length;
    body = concat(body, bytes) as Uint8Array<ArrayBuffer>;
  }
  const entry = concat(body, noble.sign(body, privateKey), parts.end ?? new Uint8Array(0));
  return { entry, at, signatureAt: body.length };
}
interface Made {
  readonly entry: Uint8Array;
  readonly at: Partial<Record<Part, number>>;
  readonly signatureAt: number;
}

interface Result {
  readonly reason: Reason | 'accepted';
  readonly decoded: number;
  readonly offset: number;
}

function read(records: Uint8Array, index: number): Result & { view: DataView; hash: Uint8Array } {
  const view = new DataView(records.buffer, records.byteOffset + RECORD.size * index, RECORD.size);
  const code = view.getUint8(RECORD.reason);
  return {
    reason: code === 0 ? 'accepted' : REASONS[code - 1]!,
    decoded: view.getUint8(RECORD.decoded),
    offset: view.getUint16(RECORD.faultOffset, true),
    view,
    hash: new Uint8Array(view.buffer, view.byteOffset + RECORD.hash, RECORD.size - RECORD.hash),
  };
}

function decode(profile: Profile, entry: Uint8Array): ReturnType<typeof read> {
  const records = new Uint8Array(RECORD.size).fill(0xee);
  wasmEngine.decodeEntries(profile, [entry], records);
  return read(records, 0);
}

function verify(profile: Profile, entry: Uint8Array, payload?: Uint8Array, strictKeys = false): Result {
  const records = new Uint8Array(RECORD.size).fill(0xee);
  wasmEngine.verifyEntries(profile, [entry], payload && [payload], strictKeys, records);
  const { reason, decoded, offset } = read(records, 0);
  return { reason, decoded, offset };
}

const BOTH = ['lipmaalink', 'backlink'] as const;
const NUMBERS = [
  0n,
  1n,
  247n,
  248n,
  255n,
  256n,
  65535n,
  2n ** 16n,
  2n ** 24n,
  2n ** 40n,
  2n ** 56n,
  2n ** 64n - 1n,
];

describe.each(PROFILES)('%s', (profile) => {
  test('every field of a valid entry is in its record', () => {
    for (const [n, links] of ([[], ['backlink'], BOTH] as const).entries()) {
      for (const value of NUMBERS) {
        const { entry, at, signatureAt } = make(profile, links, {
          tag: Uint8Array.of(n % 2),
          logId: varU64(value),
          payloadSize: varU64(2n ** 64n - 1n - value),
        });
        const { view, hash, reason, decoded, offset } = decode(profile, entry);
        expect({ reason, decoded, offset }).toEqual({ reason: 'accepted', decoded: 1, offset: 0 });
        expect(view.getUint16(RECORD.lipmaalinkOffset, true)).toBe(at.lipmaalink ?? 0);
        expect(view.getUint16(RECORD.backlinkOffset, true)).toBe(at.backlink ?? 0);
        expect(view.getUint16(RECORD.payloadHashOffset, true)).toBe(at.payloadHash);
        expect(view.getUint16(RECORD.signatureOffset, true)).toBe(signatureAt);
        expect(view.getUint32(RECORD.inOrder, true)).toBe(0);
        expect(view.getBigUint64(RECORD.logId, true)).toBe(value);
        expect(view.getBigUint64(RECORD.seqNum, true)).toBe([1n, 2n, 8n][n]);
        expect(view.getBigUint64(RECORD.payloadSize, true)).toBe(2n ** 64n - 1n - value);
        const expected = hashOf(profile, entry);
        expect(hex(hash.subarray(0, expected.length))).toBe(hex(expected));
        expect(hash.subarray(expected.length).every((byte) => byte === 0)).toBe(true);
      }
    }
  });

  test('an entry cut off anywhere is TRUNCATED at its length, and empty input is EMPTY', () => {
    const { entry } = make(profile, BOTH, { logId: varU64(70000n), payloadSize: varU64(300n) });
    expect(decode(profile, new Uint8Array(0))).toMatchObject({ reason: 'EMPTY', decoded: 0, offset: 0 });
    for (let length = 1; length < entry.length; length++) {
      const expected = { reason: 'TRUNCATED', decoded: 0, offset: length };
      expect(decode(profile, entry.subarray(0, length))).toMatchObject(expected);
    }
  });

  const made = make(profile, BOTH, {});
  const other = profile === 'bamboo' ? 'p2panda' : 'bamboo';
  const long = (count: number): Uint8Array => concat(Uint8Array.of(247 + count), new Uint8Array(count));
  const hashLength = hashOf(profile, payload).length;
  const spoil = (part: 'lipmaalink' | 'backlink' | 'payloadHash', index: number, byte: number): Parts => {
    const bytes = made.entry.slice(made.at[part], made.at[part]! + hashLength);
    bytes[index] = byte;
    return { [part]: bytes };
  };
  const same = hashOf(profile, bytesOf('same', 3));
  const faults: readonly (readonly [string, Parts, Reason, number])[] = [
    ['tag 2', { tag: Uint8Array.of(2) }, 'INVALID_TAG', made.at.tag!],
    ['tag ff', { tag: Uint8Array.of(0xff) }, 'INVALID_TAG', made.at.tag!],
    ['an author off the curve', { author: unhex('02' + '00'.repeat(31)) }, 'INVALID_AUTHOR', made.at.author!],
    ['a log id too long', { logId: long(1) }, 'NON_CANONICAL_VARU64', made.at.logId!],
    ['a log id in eight bytes', { logId: long(8) }, 'NON_CANONICAL_VARU64', made.at.logId!],
    ['a sequence number too long', { seqNum: long(2) }, 'NON_CANONICAL_VARU64', made.at.seqNum!],
    ['sequence number 0', { seqNum: Uint8Array.of(0) }, 'SEQNUM_ZERO', made.at.seqNum!],
    ['a payload size too long', { payloadSize: long(3) }, 'NON_CANONICAL_VARU64', made.at.payloadSize!],
    ['lipmaalink of type 1', spoil('lipmaalink', 0, 1), 'UNKNOWN_HASH_TYPE', made.at.lipmaalink!],
    ['backlink of type ff', spoil('backlink', 0, 0xff), 'UNKNOWN_HASH_TYPE', made.at.backlink!],
    ['payload hash of type 1', spoil('payloadHash', 0, 1), 'UNKNOWN_HASH_TYPE', made.at.payloadHash!],
    ['lipmaalink of length 0', spoil('lipmaalink', 1, 0), 'WRONG_HASH_LENGTH', made.at.lipmaalink! + 1],
    [
      'backlink, other profile',
      { backlink: hashOf(other, payload) },
      'WRONG_HASH_LENGTH',
      made.at.backlink! + 1,
    ],
    [
      'payload hash of length 41',
      spoil('payloadHash', 1, 0x41),
      'WRONG_HASH_LENGTH',
      made.at.payloadHash! + 1,
    ],
    ['a byte behind', { end: Uint8Array.of(0) }, 'TRAILING_BYTES', made.entry.length],
    ['a million bytes behind', { end: new Uint8Array(1e6) }, 'TRAILING_BYTES', made.entry.length],
  ];
  test.each(faults)('%s', (_, parts, reason, offset) => {
    const { entry } = make(profile, BOTH, parts);
    expect(decode(profile, entry)).toMatchObject({ reason, decoded: 0, offset });
    expect(verify(profile, entry)).toMatchObject({ reason, decoded: 0, offset });
  });

  test('the longest entry there is, and a byte behind it', () => {
    const top = varU64(2n ** 64n - 1n);
    const fields = { logId: top, seqNum: top, payloadSize: top };
    const { entry } = make(profile, BOTH, fields);
    expect(entry.length).toBe(MAX_ENTRY_LENGTH[profile]);
    expect(verify(profile, entry).reason).toBe('accepted');
    for (const length of [1, 2, 100000]) {
      const longer = make(profile, BOTH, { ...fields, end: new Uint8Array(length) }).entry;
      expect(verify(profile, longer)).toEqual({ reason: 'TRAILING_BYTES', decoded: 0, offset: entry.length });
    }
  });

  test('a lipmaalink equal to the backlink', () => {
    const { entry, at } = make(profile, BOTH, { lipmaalink: same, backlink: same });
    const refused = { reason: 'LINKS_IDENTICAL', decoded: 0, offset: at.lipmaalink };
    expect(decode(profile, entry)).toMatchObject(
      profile === 'p2panda' ? refused : { reason: 'accepted', decoded: 1, offset: 0 },
    );
    const followed = make(profile, BOTH, { lipmaalink: same, backlink: same, end: Uint8Array.of(1) });
    expect(decode(profile, followed.entry).reason).toBe('TRAILING_BYTES');
  });

  test('signature, then payload hash, then payload size', () => {
    const { entry, signatureAt } = made;
    const decoded = { decoded: 1, offset: 0 };
    expect(verify(profile, entry)).toEqual({ reason: 'accepted', ...decoded });
    expect(verify(profile, entry, payload)).toEqual({ reason: 'accepted', ...decoded });
    expect(verify(profile, entry, payload.subarray(1)).reason).toBe('PAYLOAD_HASH_MISMATCH');
    const lie = make(profile, BOTH, { payloadSize: varU64(78n) }).entry;
    expect(verify(profile, lie)).toEqual({ reason: 'accepted', ...decoded });
    expect(verify(profile, lie, payload)).toEqual({ reason: 'PAYLOAD_SIZE_MISMATCH', ...decoded });
    expect(verify(profile, lie, new Uint8Array(78)).reason).toBe('PAYLOAD_HASH_MISMATCH');
    for (const at of [3, 40, signatureAt, signatureAt + 32]) {
      const spoiled = entry.slice();
      spoiled[at]! ^= 0x01;
      if (at === 3 && decode(profile, spoiled).decoded === 0) continue;
      expect(verify(profile, spoiled, payload.subarray(1)).reason).not.toBe('accepted');
      expect(verify(profile, spoiled, payload.subarray(1)).reason).not.toBe('PAYLOAD_HASH_MISMATCH');
    }
    const high = entry.slice();
    high[entry.length - 1]! |= 0xe0;
    expect(verify(profile, high, payload.subarray(1))).toEqual({
      reason: 'SIGNATURE_NOT_CANONICAL',
      ...decoded,
    });
  });

  test('an author of small order is refused with strictKeys, before the signature', () => {
    const neutral = unhex('01' + '00'.repeat(31));
    const { entry, signatureAt } = make(profile, [], { author: neutral });
    entry.set(neutral, signatureAt);
    entry.fill(0, signatureAt + 32);
    expect(verify(profile, entry).reason).toBe('accepted');
    expect(verify(profile, entry, undefined, true)).toMatchObject({
      reason: 'SMALL_ORDER_AUTHOR',
      decoded: 1,
    });
    entry.fill(0xff, signatureAt + 32);
    expect(verify(profile, entry).reason).toBe('SIGNATURE_NOT_CANONICAL');
    expect(verify(profile, entry, undefined, true).reason).toBe('SMALL_ORDER_AUTHOR');
  });

  test('signEntry writes what a field-by-field encoding gives', () => {
    for (const [n, links] of ([[], ['backlink'], BOTH] as const).entries()) {
      for (const value of [...NUMBERS.slice(0, 5), 2n ** 64n - 1n]) {
        const parts = { tag: Uint8Array.of(n % 2), logId: varU64(value), payloadSize: varU64(value) };
        const { entry } = make(profile, links, parts);
        const signed = wasmEngine.signEntry(profile, privateKey, noble.getPublicKey(privateKey), {
          endOfLog: n % 2 === 1,
          logId: value,
          seqNum: [1n, 2n, 8n][n]!,
          lipmaalink: n === 2 ? hashOf(profile, bytesOf('lipmaa', 3)) : undefined,
          backlink: n > 0 ? hashOf(profile, bytesOf('back', 3)) : undefined,
          payloadSize: value,
          payloadHash: hashOf(profile, payload),
        });
        expect(hex(signed)).toBe(hex(entry));
      }
    }
  });

  test('a run of any length and mixture gets the verdict that each entry gets alone', () => {
    const large = bytesOf('large', 65537);
    const larger = bytesOf('larger', 200000);
    const at = (size: number, hash: Uint8Array): Uint8Array =>
      make(profile, [], { payloadSize: varU64(BigInt(size)), payloadHash: hash }).entry;
    const bad = made.entry.slice();
    bad[made.signatureAt + 40]! ^= 4;
    const badLarge = at(65537, hashOf(profile, large));
    badLarge[badLarge.length - 20]! ^= 1;
    const kinds: readonly (readonly [
      { entry: Uint8Array; payload: Uint8Array | undefined },
      Reason | 'accepted',
    ])[] = [
      [{ entry: made.entry, payload: undefined }, 'accepted'],
      [{ entry: made.entry, payload }, 'accepted'],
      [{ entry: made.entry, payload: new Uint8Array(0) }, 'PAYLOAD_HASH_MISMATCH'],
      [{ entry: at(0, hashOf(profile, new Uint8Array(0))), payload: new Uint8Array(0) }, 'accepted'],
      [{ entry: at(65537, hashOf(profile, large)), payload: large }, 'accepted'],
      [{ entry: at(65536, hashOf(profile, large)), payload: large }, 'PAYLOAD_SIZE_MISMATCH'],
      [{ entry: at(200000, hashOf(profile, larger)), payload: larger }, 'accepted'],
      [{ entry: at(200000, hashOf(profile, large)), payload: larger }, 'PAYLOAD_HASH_MISMATCH'],
      [{ entry: badLarge, payload: larger }, 'SIGNATURE_INVALID'],
      [{ entry: new Uint8Array(3).fill(9), payload: larger }, 'INVALID_TAG'],
      [{ entry: at(65536, hashOf(profile, large.subarray(1))), payload: large.subarray(1) }, 'accepted'],
      [{ entry: bad, payload }, 'SIGNATURE_INVALID'],
      [{ entry: new Uint8Array(0), payload }, 'EMPTY'],
      [{ entry: concat(made.entry, large), payload }, 'TRAILING_BYTES'],
      [{ entry: made.entry.subarray(0, -1), payload }, 'TRUNCATED'],
    ];
    const inputs = Array.from({ length: 1300 }, (_, n) => kinds[(n * n + (n >> 3)) % (n < 40 ? 15 : 4)]!);
    inputs.push(...kinds);
    const records = new Uint8Array(RECORD.size * inputs.length + 7).fill(0xee);
    wasmEngine.verifyEntries(
      profile,
      inputs.map(([{ entry }]) => entry),
      inputs.map(([{ payload }]) => payload),
      false,
      records.subarray(7),
    );
    inputs.forEach(([, reason], n) => expect(read(records.subarray(7), n).reason, `item ${n}`).toBe(reason));
    expect(records.subarray(0, 7).every((byte) => byte === 0xee)).toBe(true);

    const entries = inputs.map(([{ entry }]) => entry);
    wasmEngine.decodeEntries(profile, entries, records);
    entries.forEach((entry, n) => {
      const alone = decode(profile, entry);
      expect(hex(records.subarray(RECORD.size * n, RECORD.size * (n + 1)))).toBe(
        hex(new Uint8Array(alone.view.buffer)),
      );
    });
  });

  test('any bytes get a verdict, and change nothing for the entry behind them', () => {
    for (let n = 0; n < 3000; n++) {
      const noise = bytesOf(`noise ${profile} ${n}`, 8);
      const spoiled = made.entry.slice();
      for (let k = 0; k <= n % 3; k++)
        spoiled[(noise[k]! * 13 + noise[k + 1]!) % spoiled.length] = noise[k + 4]!;
      const cut = spoiled.subarray(0, n % 5 === 0 ? noise[7]! : spoiled.length);
      const records = new Uint8Array(2 * RECORD.size);
      wasmEngine.decodeEntries(profile, [cut, made.entry], records);
      expect(read(records, 0).offset).toBeLessThanOrEqual(cut.length);
      expect(read(records, 1).reason).toBe('accepted');
      if (n % 50 === 0) expect(verify(profile, made.entry, payload).reason).toBe('accepted');
    }
  });
});

test('entries may lie in shared memory and at odd offsets', () => {
  const { entry } = make('p2panda', BOTH, {});
  const shared = new Uint8Array(new SharedArrayBuffer(1000), 13, entry.length);
  shared.set(entry);
  expect(verify('p2panda', shared, payload).reason).toBe('accepted');
});

test('an empty run writes nothing, and too small a room for records is named', () => {
  const records = new Uint8Array(RECORD.size);
  wasmEngine.verifyEntries('bamboo', [], undefined, false, records);
  expect(records.every((byte) => byte === 0)).toBe(true);
  expect(() => wasmEngine.decodeEntries('bamboo', [payload, payload], records)).toThrow(RangeError);
});
