import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { findChromium, launch } from '../../bench/browser/launch.js';
import { THEME } from '../../src/html/theme.js';
import { certificatePool, linkPath, lipmaa } from '../../src/reference/index.js';
import { Arcs } from '../../src/spec/browser/explorer/arcs.js';
import { lipmaalinksTo } from '../../src/spec/browser/explorer/choice.js';
import {
  blocksOf,
  FULL_NUMBERS,
  isFull,
  MAX_SEQNUM,
  STOPS,
  stopOf,
  subtractionsOf,
} from '../../src/spec/browser/explorer/full-numbers.js';
import { parseSeqNum } from '../../src/spec/browser/explorer/sequence-number.js';
import { fragmentOf, readFragment } from '../../src/spec/browser/explorer/view-state.js';
import { WindowView } from '../../src/spec/browser/explorer/window-view.js';
import { seriousViolations } from './accessibility.js';

const folder = join(import.meta.dirname, '../../src/spec/browser/explorer');
const executablePath = findChromium();
const inCi = process.env['CI'] === 'true';

const TELLING = [
  1n,
  4n,
  13n,
  23n,
  40n,
  18236498188585393161n,
  18236498188585393201n,
  MAX_SEQNUM - 1n,
  MAX_SEQNUM,
];
const SMALL = Array.from({ length: 1200 }, (_, i) => BigInt(i + 1));

describe('what the explorer computes', () => {
  test.each([['small numbers', SMALL] as const, ['telling numbers', TELLING] as const])(
    'the steps and the blocks of %s give lipmaa and the path to 1, as the reference has them',
    (_, seqNums) => {
      for (const n of seqNums) {
        const blocks = blocksOf(n);
        const last = blocks.at(-1);
        if (n === 1n) {
          expect(blocks).toEqual([]);
        } else if (isFull(n)) {
          expect([subtractionsOf(n), last!.last]).toEqual([[], n - 1n]);
          expect(blocks[0]!.last).toBe(lipmaa(n));
        } else {
          expect(n - subtractionsOf(n).at(-1)!.rest).toBe(lipmaa(n));
          expect([last!.first - 1n, last!.last]).toEqual([lipmaa(n), n]);
          const full = FULL_NUMBERS.filter((number) => number < blocks[0]!.last);
          expect([...full, ...blocks.map((block) => block.last)]).toEqual(linkPath(n, 1n));
          for (const { first, last: end } of blocks) {
            const alike = blocks.filter((block) => block.last - block.first === end - first);
            expect(alike.length).toBeLessThanOrEqual(3);
          }
        }
      }
    },
  );

  test('the lipmaalinks to a number are those of the reference', () => {
    const linked = SMALL.filter((n) => lipmaa(n) !== n - 1n);
    for (const target of SMALL.slice(0, 300)) {
      const expected = linked.filter((n) => lipmaa(n) === target);
      expect(lipmaalinksTo(target).filter((n) => n <= 1200n)).toEqual(expected);
    }
    expect(lipmaalinksTo(6078832729528464400n)).toContain(18236498188585393201n);
    for (const n of lipmaalinksTo(MAX_SEQNUM - 4n)) expect(n).toBeLessThanOrEqual(MAX_SEQNUM);
  });

  test('the slider stops at each small number, at every full one and at both ends', () => {
    expect(STOPS.slice(0, 5)).toEqual([1n, 2n, 3n, 4n, 5n]);
    expect(STOPS.at(-1)).toBe(MAX_SEQNUM);
    for (const full of FULL_NUMBERS) expect(STOPS[stopOf(full)]).toBe(full);
  });

  test('no arc crosses another, wherever two have an end in common', () => {
    const longestRound = 27 * 26;
    const arcs = new Arcs({ left: 0, right: 1000 }, longestRound);
    const distances = [3, 4, 9, 13, 27, 40, 81, 121, 3280, 2 ** 40].map((entries) => entries * 26);
    for (const [i, longer] of distances.entries()) {
      for (const shorter of distances.slice(0, i)) {
        for (let part = 1; part < 40; part++) {
          const x = (part / 40) * shorter;
          const inner = arcs.heightAt({ from: shorter, to: 0 }, x);
          expect(
            arcs.heightAt({ from: longer, to: 0 }, x),
            `${longer} over ${shorter} at ${x}`,
          ).toBeGreaterThan(inner);
        }
      }
    }
  });

  test('a window stays within 1 and 2^64 − 1, and shows what it is asked to', () => {
    const view = new WindowView(1000, 1n);
    expect(view.moved(-5.5)).toMatchObject({ start: 1n, shift: 0 });
    expect(view.moved(2.25)).toMatchObject({ start: 3n, shift: 0.25 });
    for (const n of TELLING) expect(view.showing(n).shows(n)).toBe(true);
    const last = view.showing(MAX_SEQNUM);
    expect(last.moved(3.5).end).toBe(MAX_SEQNUM);
    expect(last.seqNums.at(-1)).toBe(MAX_SEQNUM);
    expect(last.at(last.xOf(MAX_SEQNUM - 7n))).toBe(MAX_SEQNUM - 7n);
  });

  test.each([
    ['', 'Type a sequence number from 1 to 2^64 − 1.'],
    ['0', '0 is no sequence number: the first entry has 1.'],
    ['-3', '“-3” is below 1, the first sequence number.'],
    ['12a4', '“12a4” is not a whole number: “a” is not a digit.'],
    ['1.5', '“1.5” is not a whole number: “.” is not a digit.'],
    [
      '18446744073709551616',
      '“18446744073709551616” is above 2^64 − 1 = 18446744073709551615, the largest sequence number.',
    ],
  ])('of “%s” it says what is wrong', (text, error) => {
    expect(parseSeqNum(text)).toEqual({ ok: false, error });
  });

  test('it reads spaced and zero-padded numbers, and says little of a very long one', () => {
    expect(parseSeqNum(' 18 446_744 ')).toEqual({ ok: true, value: 18446744n });
    expect(parseSeqNum('0023')).toEqual({ ok: true, value: 23n });
    const long = parseSeqNum('9'.repeat(100_000));
    expect(!long.ok && long.error.length).toBeLessThan(150);
  });

  test('an address names a view, and other anchors name none', () => {
    expect(readFragment('#n=23&mode=pool&to=4')).toEqual({ n: '23', mode: 'pool', to: '4' });
    expect(readFragment('#n=23&mode=nonsense')).toEqual({ n: '23', mode: undefined, to: undefined });
    for (const anchor of ['', '#BAM-LIP-001', '#link-paths', '#mode=pool']) {
      expect(readFragment(anchor)).toBeUndefined();
    }
    expect(fragmentOf({ n: MAX_SEQNUM, mode: 'path', to: 1n })).toBe(
      '#n=18446744073709551615&mode=path&to=1',
    );
  });
});

/** A page as the site makes it: one script, which runs from a file. */
async function writePage(path: string): Promise<void> {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { mountExplorer } from './index.ts';
        for (const element of document.querySelectorAll('[data-explorer]')) mountExplorer(element);`,
      resolveDir: folder,
      loader: 'ts',
    },
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
  });
  const css = readFileSync(join(folder, 'explorer.css'), 'utf8');
  const base = 'body { background: var(--page); color: var(--ink); font-family: var(--sans); }';
  writeFileSync(join(path, 'script.js'), outputFiles[0]!.text);
  writeFileSync(
    join(path, 'index.html'),
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Explorer</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <style>${THEME}${base}${css}</style>
    <main><h1>Explorer</h1><h2 id="anchor">Links</h2><div data-explorer><p>It needs JavaScript.</p></div></main>
    <script src="script.js"></script></html>`,
  );
}

describe.runIf(executablePath !== undefined || inCi)('the explorer in headless Chromium', () => {
  let path: string;
  let browser: Browser;
  let page: Page;
  const errors: string[] = [];

  beforeAll(async () => {
    if (!executablePath) throw new Error('CI has to have Chromium: install it, or name it in CHROMIUM');
    path = mkdtempSync(join(tmpdir(), 'explorer-'));
    await writePage(path);
    browser = await launch(executablePath);
    page = await browser.newPage({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
    page.on('pageerror', (error) => errors.push(String(error)));
  });
  afterAll(async () => {
    await browser?.close();
    if (path) rmSync(path, { recursive: true, force: true });
  });
  afterEach(() => {
    expect(errors.splice(0)).toEqual([]);
  });

  const open = async (fragment = ''): Promise<void> => {
    // Another fragment alone would not load the page anew.
    await page.goto('about:blank');
    await page.goto(`${pathToFileURL(join(path, 'index.html')).href}${fragment}`);
  };
  const entry = () => page.getByLabel('Entry', { exact: true });
  const picture = () => page.getByRole('application');
  const text = async (selector: string): Promise<string> =>
    (await page.locator(selector).innerText()).replaceAll(/\s+/g, ' ').trim();
  const numbers = (panel: string): Promise<string[]> =>
    page
      .locator(`[data-panel="${panel}"] .explorer-numbers button`)
      .evaluateAll((buttons) => buttons.map((button) => (button as HTMLElement).dataset['choose']!));
  const fragment = (): Promise<string> => page.evaluate(() => location.hash);

  test.each(TELLING)('of entry %s it shows what the reference computes', async (n) => {
    await open();
    await entry().fill(n.toString());
    const [path, pool] = [linkPath(n, 1n), certificatePool(n)];
    expect(await numbers('path')).toEqual(path.map(String));
    expect(await numbers('pool')).toEqual(pool.map(String));
    expect(await text('[data-panel="links"] h2')).toBe(`lipmaa(${n < 100_000n ? n : 'n'}) = ${lipmaa(n)}`);
    const links =
      n === 1n
        ? 'lipmaa(1) = 0, no links'
        : `${lipmaa(n) === n - 1n ? 'no ' : ''}lipmaalink; lipmaa(${n}) = ${lipmaa(n)}`;
    const [linkCount, entryCount] = [path.length - 1, pool.length];
    expect(await text('[data-part="status"]')).toBe(
      `Entry ${n}${isFull(n) ? ', a full number' : ''}: ${links}. Path to 1: ${linkCount} ${linkCount === 1 ? 'link' : 'links'}. ` +
        `Certificate pool: ${entryCount} ${entryCount === 1 ? 'entry' : 'entries'}.`,
    );
  });

  test.each([
    ['path', linkPath],
    ['pool', certificatePool],
  ] as const)('near 2^64 the whole %s is in the overview', async (mode, compute) => {
    const n = 18236498188585393161n;
    await open(`#n=${n}&mode=${mode}`);
    const drawn = await page
      .locator('[data-part="overview"] .explorer-entry title')
      .evaluateAll((titles) => titles.map((title) => title.textContent));
    expect(drawn).toEqual(compute(n, 1n).map(String));
    const places = await page
      .locator('[data-part="overview"] .explorer-entry')
      .evaluateAll((shapes) =>
        shapes.map((shape) => shape.getBoundingClientRect()).map(({ x, width }) => x + width / 2),
      );
    for (const [i, place] of places.entries()) if (i > 0) expect(place).toBeGreaterThan(places[i - 1]!);
  });

  test.each([1n, 23n, 1093n, 6078832729528464400n, 18236498188585393161n, MAX_SEQNUM])(
    'around entry %s no two labels overlap, and none is cut off, on a wide screen and on a phone',
    async (n) => {
      for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 900 });
        for (const mode of ['links', 'pool']) {
          await open(`#n=${n}&mode=${mode}`);
          const cut = await page.locator('.explorer-overview, .explorer-picture').evaluateAll((pictures) =>
            pictures.flatMap((figure) => {
              const frame = figure.querySelector('svg')!.getBoundingClientRect();
              const labels = [...figure.querySelectorAll('.explorer-label')]
                .filter((label) => label.textContent !== '')
                .map((label) => ({ text: label.textContent, box: label.getBoundingClientRect() }));
              return labels.flatMap(({ text, box }, i) => {
                const over = labels.slice(0, i).filter(
                  (other) =>
                    other.box.left < box.right &&
                    other.box.right > box.left &&
                    // Lines of text have room around the letters.
                    Math.abs(other.box.top - box.top) < 10,
                );
                const out = box.left < frame.left - 1 || box.right > frame.right + 1;
                return [
                  ...over.map((other) => `${text} on ${other.text}`),
                  ...(out ? [`${text} is cut`] : []),
                ];
              });
            }),
          );
          expect(cut, `${mode} at ${width} px`).toEqual([]);
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        }
      }
      await page.setViewportSize({ width: 1280, height: 900 });
    },
  );

  test('the picture shows each entry with its lipmaalink, and those that hold one are filled', async () => {
    await open('#n=23&mode=path');
    const titles = await page.locator('.explorer-column title').allTextContents();
    expect(titles.length).toBeGreaterThan(38);
    const holders = titles.filter((title, i) => {
      const n = BigInt(i + 1);
      const [full, target] = [isFull(n) ? ', a full number' : '', lipmaa(n)];
      const link =
        target === n - 1n ? 'no lipmaalink, as it would be the backlink' : `lipmaalink to ${target}`;
      expect(title).toBe(n === 1n ? 'Entry 1, a full number: no links.' : `Entry ${n}${full}: ${link}.`);
      return target !== n - 1n;
    });
    expect(await page.locator('.explorer-picture .explorer-holds').count()).toBe(holders.length);
    expect(await page.locator('.explorer-picture .explorer-highlight').count()).toBe(6);
    await page.getByLabel('Certificate pool').first().check();
    expect(await page.locator('.explorer-picture .explorer-highlight.explorer-lower').count()).toBe(6);
    expect(await page.locator('.explorer-picture .explorer-highlight.explorer-upper').count()).toBe(5);
    expect(await page.locator('.explorer-picture .explorer-block').count()).toBe(0);
    await page.getByLabel('Links', { exact: true }).first().check();
    expect(await page.locator('.explorer-picture .explorer-highlight').count()).toBe(1);
    expect(await page.locator('.explorer-picture .explorer-block-label').allTextContents()).toEqual([
      '13',
      '4',
      '4',
      '1',
      '1',
    ]);
  });

  test('keys in the picture move, jump, follow links and go to the ends', async () => {
    await open('#n=23');
    await picture().focus();
    const press = async (key: string): Promise<string> => {
      await page.keyboard.press(key);
      return entry().inputValue();
    };
    expect(await press('ArrowRight')).toBe('24');
    expect(await press('ArrowRight')).toBe('25');
    expect(await press('l')).toBe('21');
    expect(await press('ArrowLeft')).toBe('20');
    expect(await press('f')).toBe('40');
    expect(await press('Shift+F')).toBe('13');
    expect(BigInt(await press('PageDown'))).toBeGreaterThan(40n);
    expect(await press('PageUp')).toBe('13');
    expect(await press('End')).toBe(MAX_SEQNUM.toString());
    expect(await press('ArrowRight')).toBe(MAX_SEQNUM.toString());
    expect(await press('l')).toBe('18446744073709551611');
    expect(await press('Home')).toBe('1');
    expect(await press('l')).toBe('1');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('application');
  });

  test('with Shift, keys only look around, and Enter chooses', async () => {
    await open('#n=23');
    await picture().focus();
    for (let i = 0; i < 3; i++) await page.keyboard.press('Shift+ArrowRight');
    expect(await entry().inputValue()).toBe('23');
    expect(await text('[data-part="status"]')).toBe('Entry 26: lipmaalink to 13. Enter chooses it.');
    await page.keyboard.press('Escape');
    expect(await text('[data-part="status"]')).toContain('Entry 23:');
    await page.keyboard.press('Shift+ArrowLeft');
    await page.keyboard.press('Enter');
    expect(await entry().inputValue()).toBe('22');
  });

  test('buttons do what they say, and do nothing where nothing is to be done', async () => {
    await open('#n=40');
    const press = async (name: string): Promise<string> => {
      await page.getByRole('button', { name, exact: true }).click({ force: true });
      return entry().inputValue();
    };
    expect(await press('Go to lipmaa(n)')).toBe('13');
    expect(await press('Previous full number')).toBe('4');
    expect(await press('Next full number')).toBe('13');
    expect(await press('The entry before: follow the backlink')).toBe('12');
    expect(await press('To 2⁶⁴−1, the last possible entry')).toBe(MAX_SEQNUM.toString());
    expect(await press('Next full number')).toBe(MAX_SEQNUM.toString());
    expect(await press('To 1, the first entry')).toBe('1');
    const back = page.getByRole('button', { name: 'The entry before: follow the backlink' });
    expect(await back.getAttribute('aria-disabled')).toBe('true');
  });

  test('numbers of the lists choose entries and keep the focus', async () => {
    await open('#n=23&mode=pool');
    const button = (n: string) => page.locator(`[data-panel="pool"] [data-choose="${n}"]`);
    await button('39').click();
    expect(await entry().inputValue()).toBe('39');
    expect(await button('39').getAttribute('aria-current')).toBe('true');
    expect(await button('39').evaluate((element) => element === document.activeElement)).toBe(true);
    // A list that was opened stays open.
    await entry().fill(MAX_SEQNUM.toString());
    await page.locator('[data-panel="path"] summary').click();
    await page.locator('[data-panel="path"] [data-choose="18236498188585393201"]').click();
    expect(await page.locator('[data-panel="path"] details').getAttribute('open')).not.toBeNull();
    expect(await entry().inputValue()).toBe('18236498188585393201');
  });

  test('of wrong input it says what is wrong at the field, and goes on showing what it showed', async () => {
    await open('#n=23');
    for (const [typed, error] of [
      ['0', 'no sequence number'],
      ['12x', '“x” is not a digit'],
      ['18446744073709551616', 'above 2^64 − 1'],
      ['<b>1</b>', '“<b>1</b>” is not a whole number'],
    ]) {
      await entry().fill(typed!);
      expect(await page.getByRole('alert').first().innerText()).toContain(error);
      expect(await entry().getAttribute('aria-invalid')).toBe('true');
      expect(await text('[data-part="status"]')).toContain('Entry 23:');
    }
    await entry().fill('');
    expect(await page.getByRole('alert').first().innerText()).toContain('<b>1</b>');
    await entry().blur();
    expect(await page.getByRole('alert').first().innerText()).toContain('Type a sequence number');
    await entry().fill('24');
    expect(await page.getByRole('alert').first().innerText()).toBe('');
    expect(await entry().getAttribute('aria-invalid')).toBeNull();
  });

  test('a path leads to another entry than 1, and one that would lead up is refused', async () => {
    await open('#n=40');
    await page.getByLabel('Path to').fill('23');
    expect(await numbers('path')).toEqual(['23', '24', '25', '26', '39', '40']);
    await entry().fill('13');
    expect(await page.getByRole('alert').last().innerText()).toContain('none goes from 13 up to 23');
    expect(await numbers('path')).toEqual(['1', '4', '13']);
    await entry().fill('40');
    expect(await page.getByRole('alert').last().innerText()).toBe('');
    expect(await numbers('path')).toEqual(['23', '24', '25', '26', '39', '40']);
  });

  test('the address names the view and follows it, and other anchors are left alone', async () => {
    await open('#anchor');
    expect(await entry().inputValue()).toBe('23');
    await page.waitForTimeout(400);
    expect(await fragment()).toBe('#anchor');

    await page.evaluate(() => (location.hash = '#n=40&mode=pool&to=23'));
    await expect.poll(() => entry().inputValue()).toBe('40');
    expect(await page.getByLabel('Certificate pool').first().isChecked()).toBe(true);
    expect(await page.getByLabel('Path to').inputValue()).toBe('23');

    await page.getByLabel('Link path', { exact: true }).first().check();
    await entry().fill('41');
    await expect.poll(fragment).toBe('#n=41&mode=path&to=23');
    await page.evaluate(() => (location.hash = '#anchor'));
    expect(await entry().inputValue()).toBe('41');

    await open('#n=0&mode=links');
    expect(await page.getByRole('alert').first().innerText()).toContain('0 is no sequence number');
    await open('#n=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E');
    expect(await page.locator('.explorer img').count()).toBe(0);
  });

  test('the picture is dragged, a click chooses, and the slider reaches both ends', async () => {
    await open('#n=500');
    const box = (await picture().boundingBox())!;
    const shown = (): Promise<string> =>
      page.locator('[data-part="window"]').getAttribute('aria-label') as Promise<string>;
    const before = await shown();
    await page.mouse.move(box.x + 300, box.y + 60);
    await page.mouse.down();
    await page.mouse.move(box.x + 700, box.y + 60, { steps: 4 });
    await page.mouse.up();
    expect(await shown()).not.toBe(before);
    expect(await entry().inputValue()).toBe('500');
    const first = BigInt(/Entries (\d+)/.exec(await shown())![1]!);
    await page.mouse.click(box.x + 20, box.y + 60);
    expect(BigInt(await entry().inputValue()) - first).toBeLessThanOrEqual(1n);

    const slider = page.getByRole('slider');
    await slider.focus();
    await page.keyboard.press('End');
    expect(await entry().inputValue()).toBe(MAX_SEQNUM.toString());
    expect(await slider.getAttribute('aria-valuetext')).toBe(`entry ${MAX_SEQNUM}`);
    await page.keyboard.press('Home');
    expect(await entry().inputValue()).toBe('1');
    await page.keyboard.press('ArrowRight');
    expect(await entry().inputValue()).toBe('2');
  });

  test.each(['light', 'dark'] as const)('axe finds nothing serious in the %s scheme', async (colorScheme) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const view of ['#n=23&mode=pool', '#n=40&mode=links', `#n=${MAX_SEQNUM}&mode=path`, '#n=x']) {
      await open(view);
      for (const summary of await page.locator('summary').all()) await summary.click();
      expect(await seriousViolations(page, view)).toEqual([]);
    }
  });
});
