import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { expect, test } from 'vitest';
import { bytes, ofOperation, outputOf, text, vectors } from './committed.js';

// What the vectors expect, found a second time with node:crypto or plain arithmetic.

const privateKeyOf = (privateKey: Buffer) =>
  createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), privateKey]),
    format: 'der',
    type: 'pkcs8',
  });
const publicKeyOf = (publicKey: Buffer) =>
  createPublicKey({
    key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), publicKey]),
    format: 'der',
    type: 'spki',
  });
const rawPublicKey = (privateKey: Buffer): string =>
  createPublicKey(privateKeyOf(privateKey))
    .export({ format: 'der', type: 'spki' })
    .subarray(-32)
    .toString('hex');
const yamf = (data: Buffer): string => `0040${createHash('blake2b512').update(data).digest('hex')}`;

test('hashes of bamboo are BLAKE2b-512 as node:crypto has it', () => {
  for (const { id, profile, input } of ofOperation('hash')) {
    if (profile === 'bamboo') expect([id, outputOf(id)['hash']]).toEqual([id, yamf(bytes(input, 'bytes'))]);
  }
});

test('the BLAKE3 hash of nothing, and of abc, are the published ones', () => {
  expect(outputOf('hash-p2panda-empty')['hash']).toBe(
    '0020af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262',
  );
  expect(outputOf('hash-p2panda-abc')['hash']).toBe(
    '00206437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85',
  );
});

test('public keys are those of node:crypto', () => {
  for (const { id, input } of ofOperation('key.public')) {
    expect([id, outputOf(id)['publicKey']]).toEqual([id, rawPublicKey(bytes(input, 'privateKey'))]);
  }
});

test('node:crypto comes to the same verdicts, where no torsion and no odd encoding is in play', () => {
  const plain = [
    'PUBLISHED',
    'MESSAGE_LENGTH',
    'WRONG_MESSAGE',
    'SPOILED_SIGNATURE',
    'WRONG_TRANSCRIPT',
    'OTHER_ALGORITHM',
    'S_NOT_REDUCED',
  ];
  const asked = ofOperation('signature.verify').filter(({ flags }) =>
    flags.some((flag) => plain.includes(flag)),
  );
  expect(asked.length).toBeGreaterThan(120);
  for (const { id, input, expect: expected } of asked) {
    const valid = verify(
      null,
      bytes(input, 'message'),
      publicKeyOf(bytes(input, 'publicKey')),
      bytes(input, 'signature'),
    );
    expect([id, valid]).toEqual([id, expected.verdict === 'accept']);
  }
});

test('encoded entries are signed as node:crypto signs, and end with that signature', () => {
  for (const { id, profile, input, expect: expected } of ofOperation('entry.encode')) {
    if (expected.verdict === 'reject') continue;
    const entry = bytes(outputOf(id), 'entry');
    const signature = sign(null, entry.subarray(0, -64), privateKeyOf(bytes(input, 'privateKey')));
    expect([id, entry.subarray(-64).toString('hex')]).toEqual([id, signature.toString('hex')]);
    expect(entry.subarray(1, 33).toString('hex')).toBe(rawPublicKey(bytes(input, 'privateKey')));
    if (profile === 'bamboo') expect([id, outputOf(id)['hash']]).toEqual([id, yamf(entry)]);
  }
});

test('every entry that decodes has a valid signature', () => {
  let verified = 0;
  for (const { id, input, flags, expect: expected } of ofOperation('entry.decode')) {
    if (
      expected.verdict === 'reject' ||
      flags.some((flag) => flag.endsWith('_AUTHOR') || flag === 'HASH_WITHOUT_SIGNATURE')
    )
      continue;
    const entry = bytes(input, 'entry');
    const valid = verify(
      null,
      entry.subarray(0, -64),
      publicKeyOf(entry.subarray(1, 33)),
      entry.subarray(-64),
    );
    expect([id, valid]).toEqual([id, true]);
    verified++;
  }
  expect(verified).toBeGreaterThan(300);
});

test('the fields of decoded entries, put together again, are the entry', () => {
  const varU64 = (value: string): string => {
    const number = BigInt(value);
    const digits = number.toString(16);
    const even = digits.length % 2 === 0 ? digits : `0${digits}`;
    return number < 248n ? even : (247 + even.length / 2).toString(16) + even;
  };
  for (const { id, input, expect: expected } of ofOperation('entry.decode')) {
    if (expected.verdict === 'reject') continue;
    const out = outputOf(id);
    const parts = [
      out['endOfLog'] === true ? '01' : '00',
      text(out, 'author'),
      varU64(text(out, 'logId')),
      varU64(text(out, 'seqNum')),
      (out['lipmaalink'] as string | null) ?? '',
      (out['backlink'] as string | null) ?? '',
      varU64(text(out, 'payloadSize')),
      text(out, 'payloadHash'),
      text(out, 'signature'),
    ];
    expect([id, parts.join('')]).toEqual([id, input['entry']]);
  }
});

test('a VarU64 is the value in the fewest bytes behind their number', () => {
  for (const { id, input } of ofOperation('varu64.encode')) {
    const value = BigInt(text(input, 'value'));
    const wide = Buffer.alloc(8);
    wide.writeBigUInt64BE(value);
    const bare = wide.subarray(Math.min(7, wide.findIndex((byte) => byte !== 0) + (value === 0n ? 8 : 0)));
    const expected = value < 248n ? bare : Buffer.concat([Buffer.of(247 + bare.length), bare]);
    expect([id, outputOf(id)['bytes']]).toEqual([id, expected.toString('hex')]);
  }
});

const lipmaaOf = new Map(
  ofOperation('lipmaa').map(({ id, input }) => [
    BigInt(text(input, 'seqNum')),
    BigInt(text(outputOf(id), 'lipmaa')),
  ]),
);

test('every lipmaalink steps back by 3^k at (3^k+1 − 1)/2, elsewhere by some (3^k − 1)/2, and no two cross', () => {
  const milestones = new Set(Array.from({ length: 42 }, (_, k) => (3n ** BigInt(k + 1) - 1n) / 2n));
  const powers = new Set(Array.from({ length: 42 }, (_, k) => 3n ** BigInt(k)));
  for (const [n, target] of lipmaaOf) {
    const step = n - target;
    expect([n, (milestones.has(n) ? powers : milestones).has(step)]).toEqual([n, true]);
  }
  const small = [...lipmaaOf].filter(([n]) => n <= 1100n);
  for (const [n, target] of small) {
    for (let between = target + 1n; between < n; between++) {
      expect([n, between, lipmaaOf.get(between)! >= target]).toEqual([n, between, true]);
    }
  }
});

test('the first lipmaalinks are those that Bamboo’s own text draws', () => {
  const drawn = [
    0, 1, 2, 1, 4, 5, 6, 4, 8, 9, 10, 8, 4, 13, 14, 15, 13, 17, 18, 19, 17, 21, 22, 23, 21, 13, 26,
  ];
  expect(drawn.map((_, i) => Number(lipmaaOf.get(BigInt(i + 1))))).toEqual(drawn);
});

test('every path and pool goes by links alone, and a pool holds its two ends', () => {
  const link = (n: bigint): bigint => {
    let rest = n;
    let step = 0n;
    for (let k = 41; rest > 0n; k--) {
      const milestone = (3n ** BigInt(k) - 1n) / 2n;
      if (milestone > rest) continue;
      step = milestone === n ? 3n ** BigInt(k - 1) : milestone;
      rest %= milestone;
    }
    return n - step;
  };
  for (const { id, op, input } of vectors) {
    if (op !== 'linkpath' && op !== 'certpool') continue;
    const numbers = (outputOf(id)['seqNums'] as string[]).map(BigInt);
    for (const [i, n] of numbers.entries()) {
      if (i === 0) continue;
      const before = numbers[i - 1]!;
      expect([id, before < n && (before === n - 1n || before >= link(n))]).toEqual([id, true]);
      if (op === 'linkpath') expect([id, before === n - 1n || before === link(n)]).toEqual([id, true]);
    }
    expect(numbers.map(String)).toContain(text(input, op === 'linkpath' ? 'from' : 'seqNum'));
    expect(numbers[0]).toBe(op === 'linkpath' ? BigInt(text(input, 'to')) : 1n);
  }
});
