import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadVectors, resolveImplementation, runConformance } from '../../src/conformance/index.js';
import { findChromium, launch } from '../../bench/browser/launch.js';
import { seriousViolations } from './accessibility.js';

const root = join(import.meta.dirname, '../..');
const executablePath = findChromium();
const inCi = process.env['CI'] === 'true';
const run = promisify(execFile);

const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };

// The whole site, as `npm run spec` builds it, opened from the disk.
describe.runIf(executablePath !== undefined || inCi)('the site', () => {
  const site = mkdtempSync(join(tmpdir(), 'sasako-site-'));
  let browser: Browser;
  let seconds = 0;

  beforeAll(async () => {
    if (!executablePath) throw new Error('CI has to have Chromium: install it, or name it in CHROMIUM');
    const started = performance.now();
    // The others take longer, and have no other kinds of results.
    const implementations = ['wasm', 'p2panda-js@0.8.1'].map(resolveImplementation);
    const report = join(site, '../', `${basename(site)}.json`);
    writeFileSync(report, JSON.stringify(await runConformance({ vectors: loadVectors(), implementations })));
    const options = ['--out', site, '--report', report];
    await run(process.execPath, ['--import', 'tsx', 'src/spec/site/main.ts', ...options], { cwd: root });
    rmSync(report);
    seconds = (performance.now() - started) / 1000;
    browser = await launch(executablePath);
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    rmSync(site, { recursive: true, force: true });
  });

  const files = (): string[] =>
    readdirSync(site, { recursive: true, encoding: 'utf8' })
      .filter((name) => statSync(join(site, name)).isFile())
      .map((name) => name.replaceAll('\\', '/'));
  const pages = (): string[] => files().filter((name) => name.endsWith('.html') && !name.startsWith('api/'));
  const address = (path: string): string => {
    const [file = '', rest = ''] = path.split(/(?=[?#])/);
    return pathToFileURL(join(site, file)).href + rest;
  };

  /** Opens a page, does something with it, and tells what went wrong there. */
  async function within<T>(
    path: string,
    act: (page: Page) => Promise<T>,
    options: BrowserContextOptions = {},
  ): Promise<T> {
    const context = await browser.newContext({ viewport: DESKTOP, ...options });
    const page = await context.newPage();
    const wrong: string[] = [];
    page.on('pageerror', (error) => wrong.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
    page.on('requestfailed', (request) => wrong.push(`${request.url()} failed`));
    try {
      await page.goto(address(path));
      const result = await act(page);
      expect(wrong, path).toEqual([]);
      return result;
    } finally {
      await context.close();
    }
  }

  test('is built in under a minute on a machine that does nothing else', () => {
    // A test machine does: what would fail here takes several times as long.
    expect(seconds).toBeLessThan(180);
  });

  test('is under 3 MB without the API reference and the vector data, and a chapter under 150 kB compressed', () => {
    const counted = files().filter((name) => !/^(?:api|data)\//.test(name));
    const bytes = counted.reduce((sum, name) => sum + statSync(join(site, name)).size, 0);
    expect(bytes).toBeLessThan(3_000_000);
    for (const name of ['entries.html', 'logs.html', 'hashes.html', 'suite.html', 'requirements.html']) {
      expect(gzipSync(readFileSync(join(site, name))).length, name).toBeLessThan(150_000);
    }
  });

  test('asks nothing of any other place', () => {
    for (const name of files().filter((path) => /\.(?:html|css)$/.test(path))) {
      const content = readFileSync(join(site, name), 'utf8');
      expect(content.match(/<(?:script|link|img|iframe)[^>]+(?:src|href)=["']?https?:/g), name).toBeNull();
      expect(content.match(/@import|url\(["']?https?:/g), name).toBeNull();
    }
  });

  test('loads every page without an error; on a phone none is wider, nor breaks code that leads a row', async () => {
    const wide: string[] = [];
    const broken: string[] = [];
    for (const path of pages()) {
      await within(
        path,
        async (page) => {
          expect(await page.title(), path).not.toBe('');
          const width = await page.evaluate(() => document.documentElement.scrollWidth);
          if (width > PHONE.width) wide.push(`${path} is ${width} wide`);
          const codes = page.locator('main .table td:first-child code');
          broken.push(
            ...(await codes.evaluateAll((found) =>
              found.filter((code) => code.getClientRects().length > 1).map(({ textContent }) => textContent),
            )),
          );
        },
        { viewport: PHONE },
      );
    }
    expect(wide).toEqual([]);
    expect(broken).toEqual([]);
  });

  test.each([DESKTOP, PHONE])(
    'shows what examples expect as a whole, below an input that scrolls: $width wide',
    async (viewport) => {
      await within(
        'reduction.html',
        async (page) => {
          const found = await page.locator('figure.example pre').evaluateAll((pres) =>
            pres.map((pre) => ({
              json: pre.textContent,
              parts: [...pre.children].map(({ textContent, scrollHeight, clientHeight }) => ({
                text: textContent.trim(),
                isCut: scrollHeight > clientHeight,
              })),
            })),
          );
          expect(found.length).toBeGreaterThan(3);
          for (const { json, parts } of found) {
            expect(Object.keys(JSON.parse(json) as object)).toEqual(['profile', 'op', 'input', 'expect']);
            expect(parts).toHaveLength(2);
            expect(parts[1]!.text).toMatch(/^"expect"/);
            expect(parts[1]!.isCut).toBe(false);
          }
          expect(found.some(({ parts }) => parts[0]!.isCut)).toBe(true);
        },
        { viewport },
      );
    },
  );

  test.each(['light', 'dark'] as const)(
    'has nothing that axe-core finds serious, %s',
    async (colorScheme) => {
      const found: string[] = [];
      // Of the subjects one is enough, and the report has a test of its own; what the others say stands on chapters too.
      const elsewhere = /^(?:all|requirements|report|vectors\/(?!index|key)[^/]+)\.html$/;
      const different =
        /^(?:index|entries|hashes|logs|benchmark|lipmaa-explorer|inspector|fork-workshop|document-workshop|guides\/verify-in-a-page|vectors\/index)\.html$/;
      // The elements are the same in both, and only their colours differ; these are the same on all pages of a kind.
      const isDark = colorScheme === 'dark';
      const optionsFor = (name: string) => {
        if (!different.test(name)) return { rules: { 'color-contrast': { enabled: false } } };
        return isDark ? { runOnly: ['color-contrast'] } : {};
      };
      const looked = pages().filter((name) => (isDark ? different.test(name) : !elsewhere.test(name)));
      expect(looked.length).toBeGreaterThanOrEqual(10);
      for (const path of looked) {
        found.push(
          ...(await within(path, (page) => seriousViolations(page, path, optionsFor(path)), { colorScheme })),
        );
      }
      expect(found).toEqual([]);
    },
    300_000,
  );

  test('runs every example in the page, and each comes to what is expected', async () => {
    const outcomes = await within('all.html', (page) =>
      page.evaluate(async () => {
        const said: string[] = [];
        for (const figure of document.querySelectorAll('figure.example')) {
          figure.querySelector<HTMLElement>('button.try')!.click();
          const status = () => figure.querySelector('.trial [role=status]')?.textContent ?? '';
          for (let i = 0; i < 500 && status() === ''; i++) await new Promise((done) => setTimeout(done, 20));
          said.push(`${figure.id}: ${status()}`);
        }
        return said;
      }),
    );
    expect(outcomes.length).toBeGreaterThan(50);
    expect(outcomes.filter((outcome) => !outcome.endsWith('✓ As expected.'))).toEqual([]);
  });

  test('answers a changed input, and says where it is no JSON', async () => {
    await within('lipmaa.html', async (page) => {
      const figure = page.locator('#example-lipmaa-of-12');
      await figure.locator('button.try').click();
      await figure.locator('textarea').fill('{"seqNum":"13"}');
      await expect.poll(() => figure.locator('[role=status]').textContent()).toContain('your input');
      expect(JSON.parse((await figure.locator('output').last().textContent())!)).toEqual({
        verdict: 'accept',
        output: { lipmaa: '4' },
      });
      await figure.locator('textarea').fill('{"seqNum":');
      await expect.poll(() => figure.locator('[role=status]').textContent()).toContain('not JSON');
    });
  });

  test('finds requirements by their ids and headings by their words, with the keyboard', async () => {
    await within('index.html', async (page) => {
      await page.keyboard.press('/');
      await page.keyboard.type('enc-003');
      const first = page.locator('#found [role=option]').first();
      await expect.poll(() => first.locator('strong').textContent()).toBe('BAM-ENC-003');
      await page.keyboard.press('Enter');
      await page.waitForURL(/entries\.html#bam-enc-003$/);
      expect(await page.locator('#bam-enc-003').isVisible()).toBe(true);
      await page.keyboard.press('/');
      await page.keyboard.type('certificate pool');
      await expect.poll(() => page.locator('#found').textContent()).toContain('BAM-REP-001');
      await page.keyboard.press('Escape');
      expect(await page.locator('#found').isVisible()).toBe(false);
      await page.getByRole('combobox', { name: /Search/ }).fill('zzzzzz');
      await expect.poll(() => page.locator('#found').textContent()).toBe('Nothing found');
    });
  });

  test('shows what is untested alone, or what an implementation fails alone', async () => {
    const file = JSON.parse(readFileSync(join(root, 'spec/requirements.json'), 'utf8')) as {
      totals: { untested: number };
    };
    await within('requirements.html', async (page) => {
      const shown = () => page.locator('.requirement:visible').count();
      const select = page.locator('.filter select');
      await select.selectOption('untested');
      expect(await shown()).toBe(file.totals.untested);
      await select.selectOption('p2panda-js@0.8.1');
      expect(await shown()).toBeGreaterThan(3);
      expect(await page.locator('.requirement:visible .chip.fails').count()).toBeGreaterThanOrEqual(
        await shown(),
      );
      expect(page.url()).toContain('?show=p2panda-js%400.8.1');
      // A link to what is hidden shows all again.
      await page.evaluate(() => (location.hash = '#bam-lip-002'));
      await expect.poll(() => page.locator('#bam-lip-002').isVisible()).toBe(true);
    });
    await within('entries.html?show=untested', async (page) => {
      expect(await page.locator('.requirement:visible').count()).toBe(
        await page.locator('.requirement[data-state=untested]').count(),
      );
      expect(await page.locator('main table:visible').count()).toBe(0);
    });
  });

  test('keeps the colours that were chosen', async () => {
    const context = await browser.newContext({ viewport: DESKTOP, colorScheme: 'light' });
    const page = await context.newPage();
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await page.goto(address('index.html'));
    const light = await ground();
    await page.locator('button.theme').click();
    await page.locator('button.theme').click();
    const dark = await ground();
    expect(dark).not.toBe(light);
    await page.goto(address('lipmaa.html'));
    expect(await ground()).toBe(dark);
    await context.close();
  });

  test('can be read without JavaScript', async () => {
    await within(
      'entries.html#bam-enc-003',
      async (page) => {
        expect(await page.locator('#bam-enc-003').isVisible()).toBe(true);
        expect(await page.locator('nav.contents a', { hasText: 'Proofs' }).isVisible()).toBe(true);
        expect(await page.locator('figure.picture svg').first().isVisible()).toBe(true);
      },
      { javaScriptEnabled: false },
    );
    await within(
      'fork-workshop.html',
      async (page) => {
        expect(await page.locator('main').innerText()).toContain('needs JavaScript');
      },
      { javaScriptEnabled: false },
    );
  });

  test('leads from a requirement to the vectors that an implementation fails', async () => {
    await within('entries.html', async (page) => {
      await page.locator('#bam-dec-004 .chip.fails').first().click();
      await page.waitForURL(/vectors\/[a-z-]+\.html#/);
      await expect.poll(() => page.locator('main').innerText()).toContain('entry-decode-p2panda-tag-02-at-1');
    });
  });

  test('leads from an example to its bytes in the inspector', async () => {
    await within('entries.html', async (page) => {
      await page.locator('#example-entry-trailing-byte a', { hasText: 'inspect' }).click();
      await page.waitForURL(/inspector\.html#hex=/);
      await expect.poll(() => page.locator('main').innerText()).toContain('TRAILING_BYTES');
    });
  });

  test.each(['lipmaa-explorer.html', 'inspector.html', 'fork-workshop.html', 'document-workshop.html'])(
    'mounts what %s is about',
    async (path) => {
      await within(path, async (page) => {
        await expect.poll(() => page.locator('main button:visible').count()).toBeGreaterThan(2);
      });
    },
  );
});
