import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { documentPlans } from '../../bench/cases/documents.js';
import { materialisePlans } from '../../bench/cases/materialise.js';
import { DOCUMENT_GROUPS } from '../../bench/cases/names.js';
import type { Plan } from '../../bench/contender.js';
import { operationsLogOnDisk } from '../../bench/disk/operations-log.js';
import { readRecords } from '../../bench/disk/records.mjs';
import { SHAPES, firstOf, makeDocument } from '../../bench/documents/corpus.js';
import { byReference, byWalk } from '../../bench/documents/expected.js';
import { measure } from '../../bench/rounds.js';
import { simd } from '../../bench/subjects/cores.js';
import type { DataApi } from '../../bench/subjects/data.js';
import * as api from '../../src/p2panda/index.js';

const folder = mkdtempSync(join(tmpdir(), 'sasako-bench-'));
afterAll(() => rmSync(folder, { recursive: true }));

const plansOf = (data: DataApi): Plan[] =>
  documentPlans(data, { sizes: [10, 60], onLatencies: () => undefined });

async function checkPlans(plans: readonly Plan[]): Promise<void> {
  for (const plan of plans) {
    const { own, peers } = await plan.make();
    for (const { check } of [...own, ...peers]) await check();
  }
}

describe.each(SHAPES)('a document in the shape %s', (shape) => {
  test('begins as a shorter one does', () => {
    const { ids, operations } = makeDocument(api, shape, 30);
    const longer = firstOf(makeDocument(api, shape, 50), 30);
    expect(longer.ids).toEqual(ids);
    expect(longer.operations).toEqual(operations);
  });

  test('comes to the same by the reference and by what stands in for it', () => {
    const corpus = makeDocument(api, shape, 250);
    for (const profile of shape === 'random' ? (['p2panda'] as const) : api.DATA_PROFILES) {
      const [one, other] = [byReference(corpus, profile), byWalk(corpus, profile)];
      expect(other.order).toEqual(one.order);
      expect(other.fields).toEqual(one.fields);
      expect(new Set(other.tips)).toEqual(new Set(one.tips));
    }
  });
});

describe('documents', () => {
  test('that are right pass', async () => {
    await checkPlans(plansOf(api));
  });

  const wrong: [string, Partial<DataApi>, string][] = [
    [
      'in another order',
      {
        Document: class extends api.Document {
          override *operations() {
            yield* [...super.operations()].reverse();
          }
        } as DataApi['Document'],
      },
      'has another order, from operation 0 on',
    ],
    [
      'that lose a value',
      {
        Document: class extends api.Document {
          override get fields() {
            return super.fields && { ...super.fields, seats: 0n };
          }
        } as unknown as DataApi['Document'],
      },
      'has another value of seats',
    ],
  ];
  test.each(wrong)('%s are found out', async (_, change, said) => {
    await expect(checkPlans(plansOf({ ...api, ...change }))).rejects.toThrow(said);
  });

  test('tell how long each operation more took', async () => {
    const told: number[] = [];
    const plans = documentPlans(api, {
      sizes: [20],
      onLatencies: (shape, profile, size, seconds) => {
        expect([shape, profile, size]).toEqual(['random', 'p2panda', 20]);
        told.push(...seconds);
      },
    });
    const plan = plans.find(({ group, name }) => group === DOCUMENT_GROUPS.more && name.endsWith('random'))!;
    await measure(await plan.make(), 'node', { rounds: 2, slice: 1, warmup: 1 });
    expect(told.length).toBeGreaterThanOrEqual(1000);
    expect(Math.min(...told)).toBeGreaterThan(0);
  });
});

describe('a log of one document', () => {
  const core = simd();

  test('lies on disk whole, and is made once', () => {
    const log = operationsLogOnDisk(core.api, api, folder, 30);
    expect(log).toMatchObject({ name: 'Kraftwerk 28', seats: '29' });
    const records = [...readRecords(log.file, 0, 30)];
    const materialiser = new api.Materialiser();
    materialiser.addSchema(api.defineSchema(schemaIdOf(records[0]!.payload), { name: 'str', seats: 'int' }));
    const results = materialiser.addAll(
      records.map(({ entry }) => entry),
      records.map(({ payload }) => payload),
    );
    expect(results.every((result) => result.ok && result.status === 'applied')).toBe(true);
    expect(operationsLogOnDisk(core.api, api, folder, 30, () => expect.fail('made again'))).toEqual(log);
  });

  test('is materialised by those who are right, and its peak is told', async () => {
    const peaks: string[] = [];
    const [plan] = materialisePlans(core, api, {
      entries: 600,
      onProgress: () => undefined,
      onPeak: (subject, entries, bytes) => {
        expect(entries).toBe(600);
        expect(bytes).toBeGreaterThan(1e7);
        peaks.push(subject);
      },
    });
    const { own, peers } = await plan!.make();
    for (const { check, run } of [...own, ...peers]) {
      await check();
      await run();
    }
    expect(peaks).toEqual(['sasako, p2panda', 'sasako, p2panda-compat', 'verifying alone']);
  });
});

function schemaIdOf(operation: Uint8Array): string {
  const decoded = api.decodeOperation(operation);
  return decoded.ok ? decoded.operation.schemaId : '';
}
