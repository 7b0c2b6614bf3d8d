import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  loadVectors,
  resolveImplementation,
  runConformance,
  type Report,
  type Vector,
} from '../../src/conformance/index.js';
import type { SubjectData } from '../../src/spec/browser/vectors/data.js';
import { vectorDataFiles } from '../../src/spec/site/vectors/index.js';
import { seriousViolations } from './accessibility.js';
import { canTestPages, openPart, type PartPage } from './page.js';

const FAILING = 'entry-decode-p2panda-tag-02-at-1';

/** A few vectors of every operation, and of those that p2panda-js fails or that are cut; all of one subject here. */
function chosen(all: readonly Vector[]): Vector[] {
  const first = new Map<string, Vector[]>();
  for (const vector of all) first.set(vector.op, [...(first.get(vector.op) ?? []), vector].slice(0, 4));
  const long = all.filter(({ input }) => String(input['bytes']).length > 4096).slice(0, 1);
  const failing = all.filter(({ id }) => id === FAILING);
  return [...new Set([...[...first.values()].flat(), ...long, ...failing])].map((vector) => ({
    ...vector,
    subject: 'some',
  }));
}

describe.runIf(canTestPages)('the page of a subject in headless Chromium', () => {
  let vectors: Vector[];
  let report: Report;
  let part: PartPage;
  beforeAll(async () => {
    vectors = chosen(loadVectors());
    const implementations = ['js', 'p2panda-js@0.8.1'].map(resolveImplementation);
    report = await runConformance({ vectors, implementations });
    const [data] = vectorDataFiles(vectors, report);
    part = await openPart({
      module: 'vectors/index.ts',
      mount: 'mountVectors',
      sheets: ['vectors/vectors.css', 'lab/lab.css'],
      body: '<div data-part data-vectors="some"></div><script>document.documentElement.dataset.root = "./"</script>',
      files: { 'some.js': data!.content },
    });
    // The page asks for data/some.js; there is no folder beside a part.
    await part.page.route('**/data/some.js', (route) =>
      route.fulfill({ body: data!.content, contentType: 'text/javascript' }),
    );
  });
  afterAll(async () => await part?.close());
  afterEach(() => expect(part.takeErrors()).toEqual([]));

  const items = () => part.page.locator('.vectors-list > details');
  const shown = async (): Promise<number> =>
    await part.page.locator('.vectors-list > details:visible').count();
  const section = (id: string) => part.page.locator(`[id="${id}"] .vectors-section`);

  test('lists every vector, with what is expected and who fails', async () => {
    await part.open();
    await expect.poll(() => items().count()).toBe(vectors.length);
    const summary = part.page.locator(`[id="${FAILING}"] summary`).first();
    expect(await summary.textContent()).toMatch(/p2panda\s+INVALID_TAG\s+✗ p2panda-js@0.8.1/);
  });

  test('opens a vector that an address names, field by field', async () => {
    await part.open(`#${FAILING}`);
    await expect.poll(() => section(FAILING).count()).toBe(1);
    const text = await section(FAILING).innerText();
    for (const part of [
      'sequence number',
      'INVALID_TAG',
      'fails as expected',
      'came back',
      `--vector ${FAILING}`,
      'BAM-DEC-004',
    ]) {
      expect(text).toContain(part);
    }
    expect(await section(FAILING).locator('.bytes-run').first().innerText()).toMatch(/tag\s+02/);
  });

  test('shows what an address asks for, and what is asked for by hand', async () => {
    await part.open('#BAM-DEC-004&failing=p2panda-js%400.8.1');
    await expect.poll(shown).toBe(1);
    await part.page.getByLabel('Failing').selectOption('');
    await part.page.getByLabel('Requirement').selectOption('');
    await part.page.getByLabel('Search').fill('lipmaa');
    const expected = vectors.filter(({ id }) => id.includes('lipmaa')).length;
    await expect.poll(shown).toBe(expected);
    expect(await part.page.locator('[role=status]').first().innerText()).toBe(
      `${expected} of ${vectors.length} vectors`,
    );
    expect(await part.page.evaluate(() => location.hash)).toBe('#text=lipmaa');
  });

  test('runs a vector of every operation in the page, and each comes to what is expected', async () => {
    await part.open();
    await expect.poll(() => items().count()).toBe(vectors.length);
    const operations = new Map(
      vectors
        .filter(({ input }) => JSON.stringify(input).length < 4000)
        .map((vector) => [vector.op, vector.id]),
    );
    expect(operations.size).toBe(14);
    for (const [op, id] of operations) {
      await part.page.locator(`[id="${id}"] > summary`).click();
      await section(id).getByRole('button', { name: 'Run it here' }).click();
      await expect
        .poll(() => section(id).locator('[role=status]').innerText(), { message: op })
        .toContain('✓ As expected.');
    }
  });

  test('says of an input that is cut where the whole is, and runs no such vector', async () => {
    const long = vectors.find(({ input }) => String(input['bytes']).length > 4096)!;
    await part.open(`#${long.id}`);
    await expect.poll(() => section(long.id).count()).toBe(1);
    expect(await section(long.id).innerText()).toContain('vectors/some.json');
    expect(await section(long.id).getByRole('button', { name: 'Run it here' }).count()).toBe(0);
  });

  test('shows text of an implementation as text', async () => {
    const data = JSON.parse(
      /\((.*)\);/s.exec(vectorDataFiles(vectors, report)[0]!.content)![1]!,
    ) as SubjectData;
    const at = data.vectors.findIndex(({ id }) => id === FAILING);
    Object.assign(data.results[1]!.details[String(at)]!, {
      message: '<img src=x onerror="window.hacked = true">',
    });
    await part.page.route('**/data/some.js', (route) =>
      route.fulfill({ body: `sasakoVectors(${JSON.stringify(data)})`, contentType: 'text/javascript' }),
    );
    await part.open(`#${FAILING}`);
    await expect.poll(() => section(FAILING).count()).toBe(1);
    expect(await section(FAILING).innerText()).toContain('<img src=x');
    expect(await part.page.evaluate(() => 'hacked' in globalThis)).toBe(false);
  });

  test.each(['light', 'dark'] as const)(
    'has nothing that axe-core finds serious, %s',
    async (colorScheme) => {
      await part.page.emulateMedia({ colorScheme });
      const log = vectors.find(({ op }) => op === 'log.verify')!;
      for (const id of [FAILING, log.id]) {
        await part.open(`#${id}`);
        await expect.poll(() => section(id).count()).toBe(1);
        for (const details of await section(id).locator('details summary').all()) await details.click();
        expect(await seriousViolations(part.page, id)).toEqual([]);
      }
    },
  );
});
