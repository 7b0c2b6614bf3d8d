import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, normalize } from 'node:path';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChromium } from '../../bench/browser/launch.js';
import { writeApiReference, type ApiReference } from '../../src/spec/site/api/index.js';
import type { Requirement } from '../../src/spec/requirement.js';

const root = join(import.meta.dirname, '../..');
const { requirements } = JSON.parse(readFileSync(join(root, 'spec/requirements.json'), 'utf8')) as {
  requirements: Requirement[];
};
const executablePath = findChromium();

const out = mkdtempSync(join(tmpdir(), 'sasako-api-test-'));
afterAll(() => rmSync(out, { recursive: true }));

const page = (path: string): string => readFileSync(join(out, path), 'utf8');
const attributes = (html: string, name: string): string[] =>
  [...html.matchAll(new RegExp(` ${name}="([^"]*)"`, 'g'))].map(([, value]) => value!);

describe('the API reference', () => {
  let reference: ApiReference;
  let pages: string[];
  beforeAll(async () => {
    reference = await writeApiReference({ out, requirements });
    pages = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.html'));
  });

  test('has nothing to complain of', () => expect(reference.warnings).toEqual([]));

  test('has a page for every module that the package exports, under the name that one imports', () => {
    const modules = ['', '/verify', '/pool', '/files', '/reference', '/conformance', '/js'];
    for (const module of modules) {
      expect(page(`api/modules/sasako${module.replace('/', '_')}.html`)).toContain(
        `Module sasako${module}</h1>`,
      );
    }
  });

  test('says when to use which module', () => {
    const links = attributes(page('api/index.html'), 'href').filter((href) => href.startsWith('modules/'));
    expect(new Set(links).size).toBe(7);
  });

  test('has no broken link between its pages', () => {
    const anchors = new Map(pages.map((path) => [path, new Set(attributes(page(path), 'id'))]));
    // Its script puts them into every page.
    const icons = new Set(attributes(page('api/assets/icons.js'), 'id'));
    const broken: string[] = [];
    for (const path of pages) {
      for (const href of [...attributes(page(path), 'href'), ...attributes(page(path), 'src')]) {
        if (/^(https?:|data:)/.test(href) || href === '' || href === '#') continue;
        if (icons.has(href.slice(1))) continue;
        const [file, anchor] = href.split('#');
        const target = file ? normalize(join(dirname(path), file)) : path;
        if (target === 'index.html' || target === 'requirements.html') continue;
        const isThere = target.endsWith('.html')
          ? anchors.has(target) && (!anchor || anchors.get(target)!.has(anchor))
          : statSync(join(out, target), { throwIfNoEntry: false }) !== undefined;
        if (!isThere) broken.push(`${path}: ${href}`);
      }
    }
    expect(broken).toEqual([]);
  });

  test('links ids to requirements that are there, from pages of any depth, and leaves none in its text unlinked', () => {
    const known = new Set(requirements.map(({ anchor }) => anchor));
    let links = 0;
    for (const path of pages) {
      const toRoot = '../'.repeat(path.split('/').length - 1);
      for (const [, href, id] of page(path).matchAll(/<a href="([^"]*)"[^>]*>((?:BAM|SUI)-[^<]*)<\/a>/g)) {
        expect(href).toBe(`${toRoot}requirements.html#${id!.toLowerCase()}`);
        expect(known.has(id!.toLowerCase()), `${path}: ${id!}`).toBe(true);
        links++;
      }
      const text = page(path).replace(
        /<(pre|script)\b.*?<\/\1>|<a .*?<\/a>|<span class="tsd-signature-type">.*?<\/span>/gs,
        '',
      );
      expect(text.match(/BAM-[A-Z]{3}-[0-9]{3}/g), path).toBeNull();
    }
    expect(links).toBeGreaterThan(100);
  });

  test('leads back to the specification from every page', () => {
    for (const path of pages) {
      const toRoot = '../'.repeat(path.split('/').length - 1);
      expect(page(path), path).toContain(`<a href="${toRoot}index.html">Specification</a>`);
    }
  });

  test('knows who speaks of a requirement, a range with all that lies within', () => {
    const verifyLog = { name: 'verifyLog', href: 'api/functions/sasako_verify.verifyLog.html' };
    expect(reference.mentions.get('BAM-LOG-001')).toContainEqual(verifyLog);
    expect(reference.mentions.get('BAM-LOG-007')).toContainEqual(verifyLog);
    expect(reference.mentions.get('BAM-LOG-016')).toContainEqual(verifyLog);
    expect(reference.mentions.get('BAM-VER-003')?.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['verifyPayload', 'reference.verifyPayload']),
    );
    expect(reference.mentions.get('BAM-LOG-012')?.map(({ name }) => name)).toContain('LogVerifier.statusOf');
    expect(reference.mentions.get('BAM-LIP-001')?.map(({ name }) => name)).not.toContain('verifyLog');
    for (const { href } of [...reference.mentions.values()].flat()) {
      const [file, anchor] = href.split('#');
      const html = page(file!);
      if (anchor) expect(attributes(html, 'id'), href).toContain(anchor);
    }
  });

  test('shows what is made by a constructor as a class, with its methods', () => {
    expect(attributes(page('api/classes/sasako_verify.LogVerifier.html'), 'id')).toEqual(
      expect.arrayContaining(['constructor', 'add', 'snapshot', 'restore']),
    );
    expect(attributes(page('api/classes/sasako.KeyPair.html'), 'id')).toContain('sign');
  });

  test('tells of what sasako/js shares with the others in one place', () => {
    const links = attributes(page('api/modules/sasako_js.html'), 'href');
    expect(links).toContain('../functions/sasako.verifyEntry.html');
    expect(links).toContain('../classes/sasako_verify.LogVerifier.html');
    expect(pages.filter((path) => path.includes('sasako_js.')).sort()).toEqual([
      'api/functions/sasako_js.configure.html',
      'api/functions/sasako_js.load.html',
      'api/functions/sasako_js.loadedBuild.html',
      'api/modules/sasako_js.html',
    ]);
  });

  test('names errors as code, without the braces of JSDoc', () => {
    const html = page('api/functions/sasako_verify.certificatePool.html');
    expect(html).toContain('<code>TypeError</code> <code>RangeError</code> where');
    for (const path of pages) expect(page(path), path).not.toMatch(/\{\w+Error\}/);
  });

  test('keeps the colours that were chosen on the site', () => {
    for (const path of pages) expect(page(path), path).toContain('localStorage.getItem("sasako-theme")');
  });

  test('is small, and says nothing of the machine that it was made on', () => {
    const files = readdirSync(join(out, 'api'), { recursive: true, encoding: 'utf8' }).filter((name) =>
      statSync(join(out, 'api', name)).isFile(),
    );
    const sizes = files.map((name) => statSync(join(out, 'api', name)).size);
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(4_000_000);
    for (const name of files) expect(readFileSync(join(out, 'api', name), 'utf8'), name).not.toContain(root);
  });

  test.runIf(executablePath !== undefined)(
    'is searched in a browser from the disk, and loads nothing from elsewhere',
    async () => {
      const browser = await chromium.launch({ executablePath: executablePath!, args: ['--no-sandbox'] });
      try {
        const tab = await browser.newPage();
        const remote: string[] = [];
        tab.on('request', (request) => {
          if (!/^(file|data|blob):/.test(request.url())) remote.push(request.url());
        });
        await tab.goto(`file://${join(out, 'api/functions/sasako.lipmaa.html')}`);
        await tab.click('#tsd-search-trigger');
        await tab.fill('#tsd-search-input', 'certificatePool');
        const found = tab.locator('#tsd-search-results a').first();
        await found.waitFor();
        expect(await found.getAttribute('href')).toMatch(/\.certificatePool\.html$/);
        await found.click();
        await tab.waitForURL(/certificatePool\.html/);
        expect(remote).toEqual([]);
      } finally {
        await browser.close();
      }
    },
  );
});

describe('what is wrong in a docstring', () => {
  test('is told: a requirement that does not exist, and a link to nothing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sasako-api-wrong-'));
    try {
      const file = join(folder, 'wrong.ts');
      writeFileSync(
        file,
        `/** Keeps to BAM-ENC-999, as {@link nothingAtAll} does. */\nexport const wrong = 1;\n` +
          `/** @example right(); // 'BAM-ENC-998' */\nexport function right(): void {}\n`,
      );
      const tsconfig = join(folder, 'tsconfig.json');
      writeFileSync(tsconfig, JSON.stringify({ files: ['wrong.ts'], compilerOptions: { types: [] } }));
      const { warnings, mentions } = await writeApiReference({
        out: folder,
        requirements,
        modules: [{ name: 'sasako', file }],
        tsconfig,
      });
      expect(warnings).toContain('sasako.wrong names BAM-ENC-999, which is no requirement');
      expect(warnings).toContain('sasako.right names BAM-ENC-998, which is no requirement');
      expect(warnings.join('\n')).toMatch(/nothingAtAll/);
      expect(mentions.size).toBe(0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
