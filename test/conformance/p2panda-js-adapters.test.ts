import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { AdapterModule } from '../../src/conformance/index.js';

/** Messages that no string can hold as they stand: any byte, and none. */
const MESSAGES = [Buffer.alloc(0), Buffer.from([0]), Buffer.from([0x7f, 0x80, 0xff]), randomBytes(1000)];

describe.each([
  ['0.8.1', 'p2panda'],
  ['0.2.1', 'bamboo'],
] as const)('the adapter of p2panda-js %s', (version, profile) => {
  let adapter: AdapterModule;
  beforeAll(async () => {
    const url = new URL(`../../src/conformance/adapters/p2panda-js-${version}.ts`, import.meta.url);
    adapter = ((await import(url.href)) as { default: AdapterModule }).default;
  });

  test('hands over messages byte by byte: signatures made by OpenSSL verify, and no others', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const author = Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url').toString('hex');
    const verify = adapter.operations['signature.verify']!;
    for (const message of MESSAGES) {
      const signature = sign(null, message, privateKey).toString('hex');
      const input = { publicKey: author, signature };
      expect(await verify({ ...input, message: message.toString('hex') }, profile)).toMatchObject({
        verdict: 'accept',
      });
      const changed = Buffer.concat([message, Buffer.from([0x80])]).toString('hex');
      expect(await verify({ ...input, message: changed }, profile)).toMatchObject({ verdict: 'reject' });
      // The characters of the hex are what the package's own wrapper would sign.
      const asText = sign(null, Buffer.from(message.toString('hex')), privateKey).toString('hex');
      const text = { publicKey: author, signature: asText, message: message.toString('hex') };
      if (message.length > 0) expect(await verify(text, profile)).toMatchObject({ verdict: 'reject' });
    }
  });

  test('gives the package’s own words with a rejection, again and again', async () => {
    const decode = adapter.operations['entry.decode']!;
    for (let i = 0; i < 5; i++) {
      const zero = await decode({ entry: `00${'01'.padEnd(64, '0')}0000` }, profile);
      expect(zero).toMatchObject({ verdict: 'reject', reason: 'SEQNUM_ZERO' });
      expect((zero as { message: string }).message).toMatch(/DecodeSeqIsZero|must be larger than 0/);
      const cut = await decode({ entry: '00' }, profile);
      // The same text stands for an author cut off and for one that is no point: no reason can be read from it.
      expect(cut).toMatchObject({ verdict: 'reject', reason: undefined });
    }
  });

  test('omits what the package does not expose', async () => {
    const decode = adapter.operations['entry.decode']!;
    const omitted = adapter.omits?.['entry.decode'] ?? [];
    const hashLength = profile === 'bamboo' ? 64 : 32;
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const author = Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url');
    const body = Buffer.concat([
      Buffer.from([0]),
      author,
      Buffer.from([7, 1, 0]),
      Buffer.from([0, hashLength]),
      profile === 'bamboo' ? createHash('blake2b512').digest() : Buffer.alloc(32, 5),
    ]);
    const entry = Buffer.concat([body, sign(null, body, privateKey)]).toString('hex');
    const answer = await decode({ entry }, profile);
    expect(answer).toMatchObject({ verdict: 'accept', output: { logId: '7', seqNum: '1', backlink: null } });
    const output = (answer as { output: object }).output;
    for (const field of omitted) expect(output).not.toHaveProperty(field);
  });
});
