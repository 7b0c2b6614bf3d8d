import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  loadVectors,
  resolveImplementation,
  runConformance,
  type Report,
  type Vector,
} from '../../src/conformance/index.js';
import { vectorDataFiles } from '../../src/spec/site/vectors/index.js';
import { seriousViolations } from './accessibility.js';
import { canTestPages, openPart, type PartPage } from './page.js';

const FAILING = 'entry-decode-p2panda-tag-02-at-1';
const OTHER_REASON = 'entry-decode-p2panda-payload-hash-at-1-of-other-profile';
const WRONG_OUTPUT = 'entry-encode-p2panda-superfluous-lipmaalink-at-2';
const LOG = 'log-bamboo-foreign-author-linked-to-beside-own';
const CHOSEN = new Set([FAILING, OTHER_REASON, WRONG_OUTPUT, LOG]);
const HOSTILE = '</script><img src=x onerror="window.hacked = true">';

const isLong = ({ input }: Vector): boolean => String(input['bytes']).length > 4096;

/** A few vectors of every operation, one that is cut, and those that are looked at below. */
function chosen(all: readonly Vector[]): Vector[] {
  const taken = new Map<string, number>();
  let long = 0;
  return all.filter((vector) => {
    const { id, op } = vector;
    if (CHOSEN.has(id)) return true;
    if (isLong(vector)) return long++ < 1;
    taken.set(op, (taken.get(op) ?? 0) + 1);
    return taken.get(op)! <= 4;
  });
}

/** The report with something hostile said of the vector that fails. */
function withHostileWords(report: Report): Report {
  const implementations = report.implementations.map((implementation) => ({
    ...implementation,
    results: implementation.results.map((result) =>
      result.vector === FAILING && result.standing === 'expected' ? { ...result, message: HOSTILE } : result,
    ),
  }));
  return { ...report, implementations };
}

describe.runIf(canTestPages)('the page of a subject in headless Chromium', () => {
  let vectors: Vector[];
  let site: string;
  let part: PartPage;
  beforeAll(async () => {
    vectors = chosen(loadVectors());
    const implementations = ['js', 'p2panda-js@0.8.1'].map(resolveImplementation);
    const report = withHostileWords(await runConformance({ vectors, implementations }));
    site = mkdtempSync(join(tmpdir(), 'sasako-vectors-'));
    mkdirSync(join(site, 'data'));
    for (const { name, content } of vectorDataFiles(vectors, report))
      writeFileSync(join(site, name), content);
    part = await openPart({
      module: 'vectors/index.ts',
      mount: 'mountVectors',
      sheets: ['vectors/vectors.css', 'lab/lab.css'],
      body: `<div data-part></div><script>
        document.documentElement.dataset.root = ${JSON.stringify(`${pathToFileURL(site).href}/`)};
        document.querySelector('[data-part]').dataset.vectors = new URLSearchParams(location.search).get('subject');
      </script>`,
    });
  });
  afterAll(async () => {
    await part?.close();
    if (site) rmSync(site, { recursive: true, force: true });
  });
  afterEach(() => expect(part.takeErrors()).toEqual([]));

  const of = (subject: string): Vector[] => vectors.filter((vector) => vector.subject === subject);
  const named = (id: string): Vector => vectors.find((vector) => vector.id === id)!;
  const item = (id: string) => part.page.locator(`[id="${id}"]`);
  const section = (id: string) => item(id).locator('.vectors-section');
  const shown = async (): Promise<string[]> =>
    await part.page.locator('.vectors-list > details:visible').evaluateAll((all) => all.map(({ id }) => id));

  /** Opens the page of a subject, and waits for its list. */
  async function open(subject: string, hash = ''): Promise<void> {
    await part.open(`?subject=${subject}${hash === '' ? '' : `#${hash}`}`);
    await part.page.locator('.vectors-list').waitFor();
  }

  /** Opens a vector by its address. */
  async function openVector(id: string): Promise<void> {
    await open(named(id).subject, id);
    await section(id).waitFor();
  }

  test('lists every vector, with what is expected and who does not pass', async () => {
    await open('entry-decode');
    expect(await shown()).toEqual(of('entry-decode').map(({ id }) => id));
    const summary = item(FAILING).locator('summary').first();
    expect(await summary.innerText()).toMatch(/p2panda\s+INVALID_TAG\s+✗ p2panda-js@0.8.1/);
    expect(await item(OTHER_REASON).locator('summary').first().innerText()).toContain('? p2panda-js@0.8.1');
  });

  test('opens a vector that an address names, field by field, with what was expected and what came', async () => {
    await openVector(FAILING);
    const text = await section(FAILING).innerText();
    for (const said of [
      'sequence number',
      'A decoder MUST reject a tag other than 00 and 01',
      'UNKNOWN_TAG',
      'reject with the reason INVALID_TAG: it breaks BAM-DEC-004',
      '✗ fails as expected',
      'Known: the tag is not checked: any byte is accepted.',
      `npx sasako conform "your command" --vector ${FAILING}`,
      '"entry": "02',
    ])
      expect(text.replaceAll(/\s+/g, ' ')).toContain(said);
    expect(text).toMatch(/expected\s+reject INVALID_TAG\s+came back\s+accept/);
    expect(await section(FAILING).locator('.bytes-run').first().innerText()).toMatch(/tag\s+02/);
    const top = await item(FAILING).evaluate((element) => element.getBoundingClientRect().top);
    expect(top).toBeGreaterThanOrEqual(0);
    expect(top).toBeLessThan(120);
  });

  test('tells where an output differs, and which reason came instead', async () => {
    await openVector(WRONG_OUTPUT);
    expect(await section(WRONG_OUTPUT).innerText()).toMatch(
      /output\.entry: expected\s+"….*\s+output\.entry: came back\s+"…/,
    );
    await openVector(OTHER_REASON);
    expect(await section(OTHER_REASON).innerText()).toMatch(
      /rejects for another reason\s+expected\s+reject WRONG_HASH_LENGTH\s+came back\s+reject SIGNATURE_INVALID/,
    );
  });

  test('shows text of an implementation as text', async () => {
    await openVector(FAILING);
    expect(await section(FAILING).innerText()).toContain(HOSTILE);
    expect(await part.page.evaluate(() => 'hacked' in globalThis)).toBe(false);
  });

  test('shows a log as a table: where links point, what is expected, and the bytes of an entry', async () => {
    await openVector(LOG);
    const rows = section(LOG).locator('.vectors-items > tbody > tr:visible');
    const cells = (await rows.allInnerTexts()).map((row) => row.split(/\s*\t\s*/));
    expect(cells.map((row) => row.slice(0, 4))).toEqual([
      ['1', '1', '–', '–'],
      ['2', '2', 'item 1', '–'],
      ['3', '3', 'item 2', '–'],
      ['4', '4', 'item 3', 'item 1'],
      ['5', '4', 'not in the set', 'not in the set'],
      ['6', '5', 'item 5', '–'],
    ]);
    expect(cells.map((row) => row[5])).toEqual([
      'verified',
      'verified',
      'verified',
      'invalid FORKED',
      'invalid WRONG_LOG',
      'invalid FORKED',
    ]);
    await section(LOG).getByRole('button', { name: 'bytes of item 2' }).click();
    await expect.poll(() => section(LOG).locator('.vectors-opened .bytes-run').count()).toBeGreaterThan(5);
    expect(await section(LOG).innerText()).toContain('Forks: at 4, implied by links alone.');
  });

  test('shows what an address asks for, and what is asked for by hand', async () => {
    await open('entry-decode', 'BAM-DEC-004&failing=p2panda-js%400.8.1');
    expect(await shown()).toEqual([FAILING]);
    const count = part.page.locator('.vectors-count');
    expect(await count.innerText()).toBe(`1 of ${of('entry-decode').length} vectors`);
    await part.page.getByRole('button', { name: 'Show all' }).click();
    expect(await shown()).toHaveLength(of('entry-decode').length);
    await part.page.getByLabel('Expected').selectOption('INVALID_TAG');
    expect(await shown()).toEqual([FAILING]);
    expect(await part.page.evaluate(() => location.hash)).toBe('#expected=INVALID_TAG');
    await part.page.getByLabel('Expected').selectOption('');
    await part.page.getByLabel('Flag').selectOption('UNKNOWN_TAG');
    expect(await shown()).toEqual([FAILING]);
    await part.page.getByLabel('Flag').selectOption('');
    await part.page.getByLabel('Profile').selectOption('p2panda');
    await part.page.getByLabel('Search ids').fill('profile OTHER');
    expect(await shown()).toEqual([OTHER_REASON]);
  });

  test('follows the address: to what it asks for, and to a vector that was filtered out', async () => {
    await open('entry-decode', 'flag=UNKNOWN_TAG');
    expect(await shown()).toEqual([FAILING]);
    await part.page.evaluate((id) => (location.hash = id), OTHER_REASON);
    await section(OTHER_REASON).waitFor();
    expect(await shown()).toHaveLength(of('entry-decode').length);
    await part.page.evaluate(() => (location.hash = 'requirement=BAM-DEC-004'));
    await expect.poll(shown).toEqual([FAILING]);
    await part.page.evaluate(() => (location.hash = 'main'));
    expect(await shown()).toEqual([FAILING]);
  });

  test('runs a vector of every operation in the page, and each comes to what is expected', async () => {
    const operations = new Map(
      vectors.filter((vector) => !isLong(vector)).map((vector) => [vector.op, vector]),
    );
    expect(operations.size).toBe(25);
    for (const { id, op } of operations.values()) {
      await openVector(id);
      await section(id).getByRole('button', { name: 'Run it here' }).click();
      await expect
        .poll(() => section(id).locator('[role=status]').innerText(), { message: op })
        .toContain('✓ As expected.');
    }
  });

  test('says where a run in the page comes to something else', async () => {
    // A vector that expects what is not so.
    const own = of('varu64').slice(0, 1);
    const wrong = own.map((vector) => ({
      ...vector,
      expect: { verdict: 'accept', output: { bytes: 'ff' } },
    }));
    const [file] = vectorDataFiles(wrong as Vector[], { implementations: [] });
    writeFileSync(join(site, 'data/wrong.js'), file!.content);
    await open('wrong', own[0]!.id);
    await section(own[0]!.id).getByRole('button', { name: 'Run it here' }).click();
    await expect
      .poll(() => section(own[0]!.id).locator('[role=status]').innerText())
      .toMatch(/✗ Not as expected: wrong-output[^]*output.bytes: expected "ff", got "00"/);
  });

  test('says of an input that is cut where the whole is, and runs no such vector', async () => {
    const { id, input } = vectors.find(isLong)!;
    await openVector(id);
    const text = await section(id).innerText();
    const length = (input['bytes'] as string).length / 2;
    expect(text).toContain('vectors/hash.json of the package');
    expect(text).toContain(`and ${length - 128} more bytes`);
    expect(text).toContain(`${length.toLocaleString('en')} bytes`);
    expect(text).toContain('can’t be run in this page');
    expect(await section(id).getByRole('button', { name: 'Run it here' }).count()).toBe(0);
  });

  test('shortens long JSON, and shows all of it when asked', async () => {
    await openVector(LOG);
    const pre = section(LOG).locator('pre').last();
    expect(await pre.innerText()).toMatch(/… and \d+ more bytes/);
    await section(LOG).getByRole('button', { name: 'Show all of it' }).click();
    expect(JSON.parse(await pre.innerText())).toMatchObject({ id: LOG, input: named(LOG).input });
  });

  test('says so where the data of a subject is not there', async () => {
    await part.open('?subject=none');
    await expect.poll(() => part.page.locator('[data-part]').innerText()).toContain('data/none.js');
    expect(part.takeErrors().join()).toContain('ERR_FILE_NOT_FOUND');
  });

  test.each(['light', 'dark'] as const)(
    'has nothing that axe-core finds serious, %s',
    async (colorScheme) => {
      await part.page.emulateMedia({ colorScheme });
      const proof = of('proof')[0]!.id;
      for (const id of [FAILING, LOG, proof]) {
        await openVector(id);
        for (const details of await section(id).locator('details summary').all()) await details.click();
        expect(await seriousViolations(part.page, id)).toEqual([]);
      }
    },
  );

  test('is not wider than a phone', async () => {
    await part.page.setViewportSize({ width: 390, height: 844 });
    for (const id of [FAILING, LOG]) {
      await openVector(id);
      const width = await part.page.evaluate(() => document.documentElement.scrollWidth);
      expect(width, id).toBeLessThanOrEqual(390);
    }
  });
});
