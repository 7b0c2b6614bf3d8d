import { describe, expect, test } from 'vitest';
import { operationPlans } from '../../bench/cases/operations.js';
import { WrongSubject, type Plan } from '../../bench/contender.js';
import { CORPORA, makeOperations } from '../../bench/corpora-operations.js';
import { cborXPeer, cborgPeer } from '../../bench/subjects/cbor.js';
import type { DataApi } from '../../bench/subjects/data.js';
import { p2pandaJsOperations } from '../../bench/subjects/p2panda-js.js';
import type { OperationPeer } from '../../bench/subjects/peer.js';
import * as api from '../../src/p2panda/index.js';

// Whoever encodes, decodes or validates operations otherwise is found out before being timed.

const PEERS = [p2pandaJsOperations, cborgPeer, cborXPeer];

async function checkPlans(plans: readonly Plan[]): Promise<void> {
  for (const plan of plans) {
    const { own, peers } = await plan.make();
    for (const { check } of [...own, ...peers]) await check();
  }
}
const small = (data: DataApi, peers: readonly OperationPeer[]): Plan[] =>
  operationPlans(data, peers).filter(({ name }) => name === CORPORA.update);

test('operations are the same each time, and as large as they are said to be', () => {
  const lengths = Object.values(CORPORA).map((name) => makeOperations(name).bytes[1]!.length);
  expect(lengths).toEqual([141, 486, 543, 256_028]);
  const { samples, bytes } = makeOperations(CORPORA.message);
  expect(bytes).toEqual(makeOperations(CORPORA.message).bytes);
  for (const { fields } of samples) {
    const text = fields.find(({ name }) => name === 'text')!.value as string;
    expect(Array.from(text).length).toBe(280);
    expect(text).toMatch(/[^\u0000-\u007f]/);
  }
});

test('those who are right pass', async () => {
  await checkPlans(operationPlans(api, PEERS));
});

describe('a peer', () => {
  const wrong: [string, Partial<OperationPeer>, string][] = [
    ['that encodes otherwise', { encoder: () => () => new Uint8Array(4) }, 'encodes an operation otherwise'],
    ['that reads other fields', { fieldsOf: () => [] }, 'reads other fields'],
    [
      'that takes what was cut off',
      {
        decoder: (bytes) =>
          cborgPeer.decoder(bytes.length < 141 ? makeOperations(CORPORA.update).bytes[0]! : bytes),
      },
      'decodes an operation that was cut off',
    ],
  ];
  test.each(wrong)('%s is found out', async (_, change, said) => {
    await expect(checkPlans(small(api, [{ ...cborgPeer, ...change }]))).rejects.toThrow(said);
  });
});

describe('sasako', () => {
  const wrong: [string, Partial<DataApi>, string][] = [
    [
      'that takes what is not canonical',
      { decodeOperation: (bytes) => api.decodeOperation(bytes, { profile: 'p2panda-compat' }) },
      'judges what is not canonical otherwise',
    ],
    [
      'that holds nothing against a schema',
      {
        defineSchema: ((id: string, fields: never, options: never) => {
          const schema = api.defineSchema(id, fields, options);
          schema.decode = (bytes) => {
            const decoded = api.decodeOperation(bytes, options);
            if (!decoded.ok) return decoded;
            const { operation } = decoded;
            return {
              ok: true,
              operation: { ...operation, fields: Object.fromEntries(operation.fields!) },
            } as never;
          };
          return schema;
        }) as DataApi['defineSchema'],
      },
      'takes an operation that is not of the schema',
    ],
  ];
  test.each(wrong)('%s is found out', async (_, change, said) => {
    const checked = checkPlans(small({ ...api, ...change }, []));
    await expect(checked).rejects.toThrow(WrongSubject);
    await expect(checked).rejects.toThrow(said);
  });
});
