import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Answers021 } from '../fixtures/answers-021.js';
import type { Answers081 } from '../fixtures/answers-081.js';
import type { LogFixture } from '../fixtures/logs.js';
import { byId, outputOf, vectors } from './committed.js';

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), 'utf8'));

const answers081 = read('p2panda-js-0.8.1-answers') as Answers081;
const answers021 = read('p2panda-js-0.2.1-answers') as Answers021;

/** Flags of the vectors that p2panda-js is known to answer otherwise than the specification. */
const LENIENT = ['UNKNOWN_TAG', 'HASH_LENGTH', 'OTHER_PROFILE', 'CRAFTED_TRAILING_BYTES'];

const accepts = (id: string): boolean => byId.get(id)!.expect.verdict === 'accept';

/** The decodings, as far as the vectors expect one, that differ from what is expected. */
function differences(
  decodings: Record<string, (string | null)[] | 'error'>,
  fields: readonly string[],
  skip: (output: Record<string, unknown>) => boolean = () => false,
): unknown[] {
  return Object.entries(decodings)
    .filter(([id]) => accepts(id) && !skip(outputOf(id)))
    .map(([id, decoded]) => [id, decoded, fields.map((field) => outputOf(id)[field])])
    .filter(([, decoded, expected]) => JSON.stringify(decoded) !== JSON.stringify(expected));
}

/** The flags of vectors that expect a rejection and are decoded all the same. */
const leniencies = (decodings: Record<string, unknown>): Set<string> =>
  new Set(
    Object.entries(decodings)
      .filter(([id, decoded]) => !accepts(id) && decoded !== 'error')
      .flatMap(([id]) => byId.get(id)!.flags),
  );

test('every answer is to a vector that there is', () => {
  const ids = [answers081, answers021].flatMap((answers) =>
    Object.values(answers).flatMap((group) =>
      typeof group === 'string' ? [] : Object.keys(group as object),
    ),
  );
  expect(ids.length).toBeGreaterThan(3000);
  expect(ids.filter((id) => !byId.has(id))).toEqual([]);
});

describe('p2panda-js 0.8.1', () => {
  test('hashes as the vectors expect', () => {
    const ids = vectors
      .filter(({ op, profile, input }) => op === 'hash' && profile === 'p2panda' && input['bytes'] !== '')
      .map(({ id }) => id);
    expect(Object.keys(answers081.hashes)).toEqual(ids);
    for (const [id, hash] of Object.entries(answers081.hashes))
      expect([id, outputOf(id)['hash']]).toEqual([id, hash]);
  });

  test('has the public keys that the vectors expect', () => {
    expect(Object.keys(answers081.publicKeys).length).toBeGreaterThan(70);
    for (const [id, key] of Object.entries(answers081.publicKeys))
      expect([id, outputOf(id)['publicKey']]).toEqual([id, key]);
  });

  test('comes to the verdict of every signature that it can be asked about', () => {
    expect(Object.keys(answers081.signatures).length).toBeGreaterThan(550);
    for (const [id, valid] of Object.entries(answers081.signatures))
      expect([id, valid === true]).toEqual([id, accepts(id)]);
  });

  test('encodes and signs the entries that the vectors expect', () => {
    expect(Object.keys(answers081.encodings).length).toBeGreaterThan(120);
    for (const [id, entry] of Object.entries(answers081.encodings))
      expect([id, outputOf(id)['entry']]).toEqual([id, entry]);
  });

  test('decodes every field as the vectors expect', () => {
    const fields = [
      'author',
      'logId',
      'seqNum',
      'lipmaalink',
      'backlink',
      'payloadSize',
      'payloadHash',
      'signature',
    ];
    expect(differences(answers081.decodings, fields)).toEqual([]);
  });

  test('rejects what the vectors reject, but for what it is known to let in', () => {
    expect([...leniencies(answers081.decodings)].sort()).toEqual([...LENIENT].sort());
  });

  test('accepts the signatures of entries that the vectors accept, and no others', () => {
    for (const [id, valid] of Object.entries(answers081.verifications)) {
      const { expect: expected, flags } = byId.get(id)!;
      if (flags.some((flag) => flag === 'UNDECODABLE' || LENIENT.includes(flag))) continue;
      // It checks neither payloads nor links.
      const signed =
        expected.verdict === 'accept' || /^(PAYLOAD|BACKLINK|LIPMAALINK|AFTER)_/.test(expected.reason);
      const { reason } = expected as { reason?: string };
      if (flags.includes('PRECEDENCE') && /TAG|HASH_TYPE|TRAILING/.test(reason ?? '')) continue;
      expect([id, valid]).toEqual([id, signed]);
    }
  });
});

describe('p2panda-js 0.2.1', () => {
  test('encodes, signs and hashes the entries that the vectors expect', () => {
    expect(Object.keys(answers021.encodings).length).toBeGreaterThan(30);
    for (const [id, [entry, hash]] of Object.entries(answers021.encodings)) {
      expect([id, outputOf(id)]).toEqual([id, { entry, hash }]);
    }
  });

  test('decodes as the vectors expect, where its numbers are exact', () => {
    const large = (output: Record<string, unknown>) =>
      [output['logId'], output['seqNum']].some((value) => BigInt(value as string) > 2n ** 53n);
    const fields = ['logId', 'seqNum', 'lipmaalink', 'backlink'];
    expect(differences(answers021.decodings, fields, large)).toEqual([]);
    const compared = Object.keys(answers021.decodings).filter((id) => accepts(id) && !large(outputOf(id)));
    expect(compared.length).toBeGreaterThan(150);
  });

  test('rejects what the vectors reject, but for what it is known to let in', () => {
    expect([...leniencies(answers021.decodings)].sort()).toEqual([...LENIENT, 'TRAILING_BYTES'].sort());
  });
});

test.each(['p2panda-js-0.8.1-log', 'p2panda-js-0.2.1-log'])(
  'the log in %s is a vector as it stands',
  (name) => {
    const { publicKey, logId, entries } = read(name) as LogFixture;
    const { input } = vectors.find(({ id }) => id.endsWith(`whole-${name.replaceAll('.', '-')}`))!;
    expect(input).toEqual({
      author: publicKey,
      logId,
      entries: entries.map(({ entry, payload }) => ({ entry, payload })),
    });
  },
);
