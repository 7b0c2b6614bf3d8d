import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChromium, launch } from '../../bench/browser/launch.js';
import {
  loadVectors,
  parseExpectedFailures,
  renderHtml,
  runConformance,
} from '../../src/conformance/index.js';
import { seriousViolations } from '../site/accessibility.js';
import { HOSTILE, rejectsAll } from './wrong-answers.js';

const executablePath = findChromium();
const inCi = process.env['CI'] === 'true';
const scratch = mkdtempSync(join(tmpdir(), 'sasako-'));
afterAll(() => rmSync(scratch, { recursive: true }));

if (!executablePath && !inCi) {
  console.log(
    'No Chromium on this machine (CHROMIUM=path names one): the report is not opened in a browser.',
  );
}

describe.runIf(executablePath !== undefined || inCi)('report.html, opened from disk', () => {
  const file = join(scratch, 'report.html');
  const known = 'lipmaa-1 lipmaa-2 # known';
  const errors: string[] = [];
  let browser: Browser;

  beforeAll(async () => {
    if (!executablePath) throw new Error('CI has to have Chromium: install it, or name it in CHROMIUM');
    const vectors = loadVectors();
    const report = await runConformance({
      vectors,
      ops: ['lipmaa', 'varu64.decode', 'entry.encode'],
      implementations: [
        { ...rejectsAll('first'), expectedFailures: parseExpectedFailures(known, 'list') },
        rejectsAll(HOSTILE),
      ],
    });
    writeFileSync(file, renderHtml(report, { vectors }));
    browser = await launch(executablePath);
  });
  afterAll(async () => browser?.close());

  async function within<T>(
    look: (page: Page) => Promise<T>,
    { hash = '', ...context }: Parameters<Browser['newContext']>[0] & { hash?: string } = {},
  ): Promise<T> {
    const opened = await browser.newContext(context);
    try {
      const page = await opened.newPage();
      page.on('pageerror', (error) => errors.push(String(error)));
      page.on('request', (request) => {
        if (!request.url().startsWith('file:')) errors.push(`asks for ${request.url()}`);
      });
      await page.goto(pathToFileURL(file).href + hash);
      return await look(page);
    } finally {
      await opened.close();
    }
  }

  /** The ids of the requirements whose rows are shown. */
  const rows = (page: Page): Promise<string[]> => page.locator('tr.requirement:visible th').allTextContents();
  /** How many vectors are shown of each implementation. */
  const shown = async (page: Page): Promise<number[]> =>
    Promise.all(
      [0, 1].map((i) => page.locator(`.implementation[data-i="${i}"] details[data-s]:visible`).count()),
    );

  test('hides nothing where no script runs', () =>
    within(
      async (page) => {
        expect(await page.locator('#filters').isVisible()).toBe(false);
        expect((await rows(page)).length).toBeGreaterThan(20);
        expect((await page.locator('details.vector:visible').count()) > 40).toBe(true);
        expect(await page.locator('main [hidden]:not(#filters)').count()).toBe(0);
      },
      { javaScriptEnabled: false },
    ));

  test('is filtered by implementation', () =>
    within(async (page) => {
      const columns = page.locator('#matrix thead th:visible');
      expect(await columns.count()).toBe(4);
      await page.getByRole('checkbox', { name: 'first' }).uncheck();
      expect(await columns.count()).toBe(3);
      expect((await shown(page))[0]).toBe(0);
      expect((await shown(page))[1]).toBeGreaterThan(0);
      await page.getByRole('button', { name: 'Reset' }).click();
      await expect.poll(() => columns.count()).toBe(4);
    }));

  test('is filtered by how vectors failed', () =>
    within(async (page) => {
      await page.getByLabel('Show').selectOption('expected');
      expect(await rows(page)).toEqual(['BAM-LIP-001', 'BAM-LIP-002', 'BAM-LIP-003']);
      expect(await shown(page)).toEqual([2, 0]);
      await page.getByLabel('Show').selectOption('marked');
      expect(await rows(page)).toContain('BAM-INT-004');
      expect(await rows(page)).not.toContain('BAM-LIP-001');
    }));

  test('is filtered by the words of requirements and the ids of vectors, shown in full or not', () =>
    within(async (page) => {
      await page.getByLabel('Find').fill('BAM-LIP-003');
      expect(await rows(page)).toEqual(['BAM-LIP-003']);
      await page.getByLabel('Find').fill('lipmaa-937');
      expect(await rows(page)).toEqual(['BAM-LIP-001']);
      expect(await page.locator('details.ids:visible').count()).toBe(2);
      await page.getByLabel('Find').fill('exactly for every n');
      expect(await rows(page)).toEqual(['BAM-LIP-002']);
      await page.getByLabel('Find').fill('no such thing');
      expect(await rows(page)).toEqual([]);
      expect(await page.locator('#shown').textContent()).toMatch(/^0 of \d+ requirements, 0 of \d+ vectors/);
    }));

  test('opens the vector that its address names', () =>
    within(
      async (page) => {
        expect(await page.locator('details[open]').getAttribute('id')).toBe('i-0-v-lipmaa-1');
        expect(await page.locator('.command:visible').count()).toBe(1);
      },
      { hash: '#i-0-v-lipmaa-1' },
    ));

  test('leads from a cell of the matrix to the failures', () =>
    within(async (page) => {
      await page.locator('#r-bam-int-004 td[data-i="1"] a').click();
      expect(await page.locator('.failed-requirement:target h4').textContent()).toBe('BAM-INT-004');
    }));

  test('is no wider than a phone, and the matrix scrolls in its own place with its first column in sight', () =>
    within(
      async (page) => {
        await page.getByRole('button', { name: 'Open all' }).click();
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
        const first = page.locator('#r-bam-lip-001 th');
        const before = await first.boundingBox();
        const scrolled = await page.evaluate(() => {
          const matrix = document.querySelector('.matrix')!;
          matrix.scrollLeft = 200;
          return matrix.scrollLeft;
        });
        expect(scrolled).toBe(200);
        expect((await first.boundingBox())!.x).toBe(before!.x);
      },
      { viewport: { width: 390, height: 800 } },
    ));

  test.each(['light', 'dark'] as const)('has no serious violation of accessibility, %s', (colorScheme) =>
    within(
      async (page) => {
        await page.evaluate(() => {
          for (const details of [...document.querySelectorAll('details')].slice(0, 30)) details.open = true;
        });
        expect(await seriousViolations(page, 'report.html')).toEqual([]);
      },
      { colorScheme },
    ),
  );

  test('runs without an error, asks for nothing, and runs nothing that an implementation said', () => {
    expect(errors).toEqual([]);
  });
});
