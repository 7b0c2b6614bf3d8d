import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import * as core from '../../src/index.js';
import * as js from '../../src/js.js';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'));

// RFC 8032, section 7.1, test 3.
const PRIVATE_KEY = bytes('c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7');
const PUBLIC_KEY = 'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025';
const SIGNATURE =
  '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac' +
  '18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a';

/** The encodings of the points of small order that decompress, canonical or not. */
const SMALL_ORDER = [
  '0100000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000080',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0000000000000000000000000000000000000000000000000000000000000080',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
];

describe.each([
  ['sasako', core],
  ['sasako/js', js],
] as const)('%s', (_name, api) => {
  const keyPair = new api.KeyPair(new Uint8Array(32).fill(1));
  const payload = Uint8Array.of(1, 2, 3);

  function log(profile: core.Profile, length: number) {
    const entries: core.SignedEntry[] = [];
    for (let seqNum = 1n; seqNum <= BigInt(length); seqNum++) {
      const target = api.lipmaa(seqNum);
      const backlink = entries.at(-1)?.hash;
      const lipmaalink =
        seqNum > 1n && target !== seqNum - 1n ? entries[Number(target) - 1]!.hash : undefined;
      entries.push(api.signEntry({ profile, keyPair, logId: 0n, seqNum, backlink, lipmaalink, payload }));
    }
    return entries;
  }

  test('a key pair gives the public key and the signature of RFC 8032', () => {
    const rfc = new api.KeyPair(PRIVATE_KEY);
    expect(hex(rfc.publicKey)).toBe(PUBLIC_KEY);
    expect(hex(rfc.sign(bytes('af82')))).toBe(SIGNATURE);
    expect(api.verifySignature(bytes(PUBLIC_KEY), bytes('af82'), bytes(SIGNATURE))).toEqual({ ok: true });
  });

  test('key pairs without a private key are random, and keep theirs when it is changed outside', () => {
    const [a, b] = [new api.KeyPair(), new api.KeyPair()];
    expect(a.publicKey).not.toEqual(b.publicKey);
    const secret = a.privateKey;
    expect(new api.KeyPair(secret).publicKey).toEqual(a.publicKey);
    a.privateKey.fill(0);
    a.publicKey.fill(0);
    expect(a.privateKey).toEqual(secret);
    expect(new api.KeyPair(secret).publicKey).toEqual(a.publicKey);
  });

  test('printing a key pair does not show its private key', () => {
    const secret = new Uint8Array(32).fill(0xd7);
    const shown = inspect(new api.KeyPair(secret), { showHidden: true, depth: 5 });
    expect(shown).not.toMatch(/d7|215/);
    expect(JSON.stringify(new api.KeyPair(secret))).not.toMatch(/d7|215/);
  });

  test('hashes are the published ones of the empty input', () => {
    expect(hex(api.hash(new Uint8Array(), 'p2panda'))).toBe(
      '0020af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262',
    );
    expect(hex(api.hash(new Uint8Array(), 'bamboo'))).toBe(
      '0040786a02f742015903c6c6fd852552d272912f4740e15847618a86e217f71f5419d25e1031afee585313896444934eb04b903a685b1448b755d56f701afe9be2ce',
    );
  });

  test('a hasher counts its bytes, and is spent after its digest', () => {
    const hasher = new api.Hasher('p2panda');
    expect(hasher.update(Uint8Array.of(1)).update(Uint8Array.of(2, 3)).size).toBe(3n);
    expect(hasher.digest()).toEqual(api.hash(payload, 'p2panda'));
    expect(() => hasher.update(payload)).toThrow('make a new one');
    expect(() => hasher.digest()).toThrow('make a new one');
  });

  test('hashers alive at the same time do not disturb each other, nor do calls between', () => {
    const hashers = (['bamboo', 'p2panda', 'bamboo', 'p2panda'] as const).map(
      (profile) => new api.Hasher(profile),
    );
    const pieces = Array.from({ length: 7 }, (_, i) => new Uint8Array(700 * i).fill(i));
    for (const piece of pieces) {
      for (const hasher of hashers) {
        hasher.update(piece);
        api.hash(piece, 'bamboo');
        keyPair.sign(piece);
      }
    }
    const whole = Uint8Array.from(pieces.flatMap((piece) => [...piece]));
    for (const hasher of hashers) expect(hasher.digest()).toEqual(api.hash(whole, hasher.profile));
  });

  test('lipmaa is exact where doubles are not', () => {
    expect(api.lipmaa(1n)).toBe(0n);
    expect(api.lipmaa(13n)).toBe(4n);
    expect(api.lipmaa(2n ** 64n - 1n)).toBeLessThan(2n ** 64n - 1n);
    expect(api.lipmaa(18236498188585393201n)).toBe(6078832729528464400n);
  });

  test('VarU64s are written and read', () => {
    expect(hex(api.encodeVarU64(247n))).toBe('f7');
    expect(hex(api.encodeVarU64(300n))).toBe('f9012c');
    expect(api.decodeVarU64(bytes('f9012cff'))).toEqual({ ok: true, value: 300n, length: 3 });
    expect(api.decodeVarU64(bytes('f801'))).toEqual({
      ok: false,
      reason: 'NON_CANONICAL_VARU64',
      requirement: 'BAM-INT-004',
      offset: 0,
    });
    expect(api.decodeVarU64(bytes('f901'))).toMatchObject({ reason: 'TRUNCATED', offset: 2 });
  });

  describe.each(['bamboo', 'p2panda'] as const)('entries in %s', (profile) => {
    const entries = log(profile, 8);
    const [first, , , fourth] = entries;

    test('an entry that was signed verifies with its payload and its links', () => {
      const verdict = api.verifyEntry(entries[7]!.bytes, {
        profile,
        payload,
        backlink: entries[6]!.bytes,
        lipmaalink: fourth!.bytes,
      });
      if (!verdict.ok) expect.fail(verdict.reason);
      expect(verdict.hash).toEqual(entries[7]!.hash);
      expect(verdict.entry.seqNum).toBe(8n);
      expect(verdict.entry.author).toEqual(keyPair.publicKey);
      expect(verdict.entry.backlink).toEqual(entries[6]!.hash);
      expect(verdict.entry.lipmaalink).toEqual(fourth!.hash);
      expect(verdict.entry.signature).toEqual(entries[7]!.bytes.slice(-64));
      expect(verdict.entry.toJSON()).toMatchObject({
        seqNum: '8',
        logId: '0',
        payloadSize: '3',
        endOfLog: false,
      });
    });

    test('wrong links are told apart, backlink first', () => {
      const { bytes: eighth } = entries[7]!;
      const options = { profile, backlink: entries[6]!.bytes, lipmaalink: fourth!.bytes };
      expect(api.verifyEntry(eighth, { ...options, backlink: first!.bytes })).toMatchObject({
        reason: 'BACKLINK_HASH_MISMATCH',
        requirement: 'BAM-VER-006',
      });
      expect(api.verifyEntry(eighth, { ...options, lipmaalink: Uint8Array.of(9) })).toMatchObject({
        reason: 'LIPMAALINK_HASH_MISMATCH',
      });
      expect(api.verifyEntry(first!.bytes, { ...options }).ok).toBe(true);
    });

    test('byte fields are views of the bytes handed in', () => {
      const verdict = api.decodeEntry(fourth!.bytes, { profile });
      if (!verdict.ok) expect.fail(verdict.reason);
      expect(verdict.entry.author.buffer).toBe(fourth!.bytes.buffer);
      expect(verdict.entry.backlink!.buffer).toBe(fourth!.bytes.buffer);
    });

    test('entries are read from views at odd offsets', () => {
      const roomy = new Uint8Array(fourth!.bytes.length + 9);
      roomy.set(fourth!.bytes, 5);
      const view = roomy.subarray(5, 5 + fourth!.bytes.length);
      expect(api.verifyEntry(view, { profile }).ok).toBe(true);
      expect(api.verifyEntries([view, view], { profile }).every(({ ok }) => ok)).toBe(true);
    });

    test('a decoding fault comes with its byte', () => {
      const cases: [Uint8Array, core.Reason, number][] = [
        [new Uint8Array(), 'EMPTY', 0],
        [Uint8Array.of(2), 'INVALID_TAG', 0],
        [first!.bytes.slice(0, 33), 'TRUNCATED', 33],
        [first!.bytes.map((byte, at) => (at === 34 ? 0 : byte)), 'SEQNUM_ZERO', 34],
        [first!.bytes.map((byte, at) => (at === 36 ? 1 : byte)), 'UNKNOWN_HASH_TYPE', 36],
        [first!.bytes.map((byte, at) => (at === 37 ? 1 : byte)), 'WRONG_HASH_LENGTH', 37],
        [Uint8Array.of(...first!.bytes, 7), 'TRAILING_BYTES', first!.bytes.length],
        [Uint8Array.of(...first!.bytes, ...new Uint8Array(1_000)), 'TRAILING_BYTES', first!.bytes.length],
      ];
      for (const [entry, reason, offset] of cases) {
        const expected = { ok: false, reason, requirement: api.REQUIREMENT_OF[reason], offset };
        expect(api.decodeEntry(entry, { profile })).toEqual(expected);
        expect(api.verifyEntry(entry, { profile })).toEqual(expected);
        expect(api.verifyEntries([first!.bytes, entry], { profile })[1]).toEqual(expected);
      }
    });

    test('a payload is held against an entry, whole or by its digest', () => {
      const verdict = api.decodeEntry(first!.bytes, { profile });
      if (!verdict.ok) expect.fail(verdict.reason);
      const digest = api.hash(payload, profile);
      expect(api.verifyPayload(verdict.entry, payload)).toEqual({ ok: true });
      expect(api.verifyPayload(verdict.entry, { hash: digest, size: 3n })).toEqual({ ok: true });
      expect(api.verifyPayload(verdict.entry, { hash: digest, size: 4n })).toMatchObject({
        reason: 'PAYLOAD_SIZE_MISMATCH',
      });
      expect(api.verifyPayload(verdict.entry, Uint8Array.of(1, 2))).toMatchObject({
        reason: 'PAYLOAD_HASH_MISMATCH',
      });
      expect(api.verifyEntry(first!.bytes, { profile, payload: new Uint8Array() })).toMatchObject({
        reason: 'PAYLOAD_HASH_MISMATCH',
      });
    });

    test('options may be undefined or null: not given', () => {
      const nothing = { payload: null, backlink: undefined, lipmaalink: null, strictKeys: null };
      expect(api.verifyEntry(fourth!.bytes, { profile, ...nothing }).ok).toBe(true);
      const list = [first!.bytes, fourth!.bytes];
      expect(api.verifyEntries(list, { profile, payloads: [null, undefined] }).every(({ ok }) => ok)).toBe(
        true,
      );
      expect(api.verifyEntries([], { profile })).toEqual([]);
    });

    test('links that the sequence number does not have, or lacks, are misuse', () => {
      const { hash } = first!;
      const sign = (fields: Partial<core.EntryToSign>) => () =>
        api.signEntry({ profile, keyPair, logId: 0n, seqNum: 4n, payload, ...fields });
      expect(sign({ seqNum: 1n, backlink: hash })).toThrow(RangeError);
      expect(sign({ seqNum: 2n, backlink: hash, lipmaalink: hash })).toThrow('lipmaalink is superfluous');
      expect(sign({ seqNum: 2n })).toThrow('backlink is missing');
      expect(sign({ backlink: hash })).toThrow('lipmaalink is missing');
      expect(sign({ backlink: hash, lipmaalink: hash.slice(1) })).toThrow(RangeError);
    });

    test('an entry that would not decode is not signed, and the error says why', () => {
      const { hash } = first!;
      const reasonOf = (fields: Partial<core.EntryToSign>): unknown => {
        try {
          api.signEntry({ profile, keyPair, logId: 0n, seqNum: 2n, backlink: hash, payload, ...fields });
          return undefined;
        } catch (error) {
          return error instanceof api.UnsignableEntryError ? error.reason : error;
        }
      };
      expect(reasonOf({})).toBeUndefined();
      expect(reasonOf({ backlink: hash.map((byte, at) => (at === 0 ? 1 : byte)) })).toBe('UNKNOWN_HASH_TYPE');
      expect(reasonOf({ backlink: hash.map((byte, at) => (at === 1 ? 1 : byte)) })).toBe('WRONG_HASH_LENGTH');
      expect(reasonOf({ backlink: api.hash(payload, profile === 'bamboo' ? 'p2panda' : 'bamboo') })).toBe(
        'WRONG_HASH_LENGTH',
      );
      expect(reasonOf({ seqNum: 4n, lipmaalink: hash })).toBe(
        profile === 'p2panda' ? 'LINKS_IDENTICAL' : undefined,
      );
    });

    test('a payload that was hashed elsewhere is signed for by its digest', () => {
      const hasher = new api.Hasher(profile).update(payload);
      const digest = { size: hasher.size, hash: hasher.digest() };
      expect(api.signEntry({ profile, keyPair, logId: 0n, seqNum: 1n, payload: digest }).bytes).toEqual(
        first!.bytes,
      );
    });
  });

  test('strictKeys refuses every author of small order, and nobody else', () => {
    // [0]B − [h]A = R for a neutral A and R: anybody makes such a signature.
    const identity = bytes(SMALL_ORDER[0]!);
    const anyones = Uint8Array.of(...identity, ...new Uint8Array(32));
    expect(api.verifySignature(identity, payload, anyones)).toEqual({ ok: true });
    for (const author of SMALL_ORDER.map(bytes)) {
      expect(api.verifySignature(author, payload, anyones, { strictKeys: true })).toEqual({
        ok: false,
        reason: 'SMALL_ORDER_AUTHOR',
        requirement: 'BAM-KEY-006',
      });
    }
    const signature = keyPair.sign(payload);
    expect(api.verifySignature(keyPair.publicKey, payload, signature, { strictKeys: true }).ok).toBe(true);
  });

  test('strictKeys holds for entries too, one by one and in bulk', () => {
    // An entry of the neutral author, signed as anybody can.
    const { bytes: entry } = api.signEntry({ profile: 'bamboo', keyPair, logId: 0n, seqNum: 1n, payload });
    entry.set(bytes(SMALL_ORDER[0]!), 1);
    entry.set(bytes(SMALL_ORDER[0]!), entry.length - 64);
    entry.fill(0, entry.length - 32);
    expect(api.verifyEntry(entry, { profile: 'bamboo' }).ok).toBe(true);
    expect(api.verifyEntry(entry, { profile: 'bamboo', strictKeys: true })).toMatchObject({
      reason: 'SMALL_ORDER_AUTHOR',
    });
    expect(api.verifyEntries([entry], { profile: 'bamboo', strictKeys: true })[0]).toMatchObject({
      reason: 'SMALL_ORDER_AUTHOR',
    });
  });

  test('a Node Buffer is as good as a Uint8Array, and keeps its bytes', () => {
    const secret = Buffer.alloc(32, 0xd7);
    const own = new api.KeyPair(secret);
    const author = own.publicKey;
    const fields = { profile: 'bamboo', keyPair: own, logId: 0n, payload: Buffer.from(payload) } as const;
    const first = api.signEntry({ ...fields, seqNum: 1n });
    const second = api.signEntry({ ...fields, seqNum: 2n, backlink: Buffer.from(first.hash) });
    expect(hex(secret)).toBe('d7'.repeat(32));
    expect(own.privateKey).toEqual(Uint8Array.from(secret));
    secret.fill(0);
    own.privateKey.fill(0);
    expect(own.sign(payload)).toEqual(new api.KeyPair(new Uint8Array(32).fill(0xd7)).sign(payload));
    const verdict = api.verifyEntry(Buffer.from(second.bytes), {
      profile: 'bamboo',
      payload: Buffer.from(payload),
      backlink: Buffer.from(first.bytes),
    });
    if (!verdict.ok) expect.fail(verdict.reason);
    expect(verdict.entry.author).toEqual(author);
    expect(verdict.entry.author.constructor).toBe(Uint8Array);
    expect(api.hash(Buffer.from(payload), 'bamboo')).toEqual(api.hash(payload, 'bamboo'));
    const wiped = Buffer.alloc(32, 5);
    api.signEntry({ ...fields, keyPair: { privateKey: wiped } as never, seqNum: 1n });
    expect(wiped).toEqual(Buffer.alloc(32, 5));
  });

  test('a typed array that lies about its length does no harm', () => {
    class Lying extends Uint8Array {
      override get length(): number {
        return 10;
      }
    }
    const long = new Lying(300_000);
    expect(api.decodeEntry(long, { profile: 'bamboo' })).toMatchObject({ ok: false });
    expect(api.hash(long, 'p2panda')).toEqual(api.hash(new Uint8Array(300_000), 'p2panda'));
    expect(hex(api.hash(new Uint8Array(), 'p2panda')).slice(0, 12)).toBe('0020af1349b9');
  });

  test('verdicts and entries show what is in them', () => {
    const { bytes: entry } = api.signEntry({ profile: 'p2panda', keyPair, logId: 0n, seqNum: 1n, payload });
    const verdict = api.verifyEntry(entry, { profile: 'p2panda' });
    expect(JSON.parse(JSON.stringify(verdict))).toMatchObject({ ok: true, entry: { seqNum: '1' } });
    expect(inspect(verdict, { depth: 3 })).toContain("seqNum: '1'");
    if (verdict.ok) expect(verdict.entry).toBe(verdict.entry);
    expect(inspect(keyPair)).toContain('KeyPair');
  });

  test('misuse throws, and says which argument it was', () => {
    const wrong = (call: () => unknown) => expect(call);
    const any = (value: unknown) => value as never;
    wrong(() => api.hash(any('00'), 'bamboo')).toThrow(
      new TypeError('bytes must be a Uint8Array, not string'),
    );
    wrong(() => api.hash(payload, any('blake'))).toThrow(RangeError);
    wrong(() => api.lipmaa(any(4))).toThrow(new TypeError('seqNum must be a bigint, not number'));
    wrong(() => api.lipmaa(0n)).toThrow(RangeError);
    wrong(() => api.lipmaa(2n ** 64n)).toThrow(RangeError);
    wrong(() => api.encodeVarU64(-1n)).toThrow(RangeError);
    wrong(() => new api.KeyPair(new Uint8Array(31))).toThrow('privateKey must have 32 bytes, not 31');
    wrong(() => keyPair.sign(any(null))).toThrow('message must be a Uint8Array, not null');
    wrong(() => new api.Hasher(any(1))).toThrow(TypeError);
    wrong(() => api.decodeEntry(any([]), { profile: 'bamboo' })).toThrow('not an array');
    wrong(() => api.decodeEntry(payload, any(undefined))).toThrow('options must be an object');
    wrong(() => api.verifyEntry(payload, { profile: 'bamboo', payload: any('') })).toThrow('payload must be');
    wrong(() => api.verifyEntries([any(1)], { profile: 'bamboo' })).toThrow('list[0] must be');
    wrong(() => api.verifyEntries([payload], { profile: 'bamboo', payloads: [] })).toThrow(
      'payloads must have 1',
    );
    wrong(() => api.verifySignature(payload, payload, payload)).toThrow(
      'publicKey must have 32 bytes, not 3',
    );
    wrong(() => api.verifyPayload(any({}), payload)).toThrow('entry must be');
    wrong(() => api.signEntry(any(undefined))).toThrow(TypeError);
    const strict = () => api.verifySignature(new Uint8Array(32), payload, new Uint8Array(64), any(true));
    wrong(strict).toThrow('options must be an object, not boolean');
    wrong(() => api.verifyEntries(new Array<Uint8Array>(2), { profile: 'bamboo' })).toThrow(
      'list[0] must be',
    );
    const misspelt = { profile: 'bamboo', paylod: payload } as const;
    wrong(() => api.verifyEntry(payload, misspelt)).toThrow(
      'options.paylod is unknown; there are profile, payload',
    );
    const detached = new Uint8Array(8);
    structuredClone(detached, { transfer: [detached.buffer] });
    wrong(() => api.hash(detached, 'bamboo')).toThrow('bytes must not be detached');
    wrong(() => api.decodeEntry(detached, { profile: 'bamboo' })).toThrow('bytes must not be detached');
  });
});
