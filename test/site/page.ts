import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { pageStyleSheet } from '../../src/graph/style.js';
import { THEME } from '../../src/html/theme.js';
import { findChromium, launch } from '../../bench/browser/launch.js';

const source = join(import.meta.dirname, '../../src/spec');

/** Whether pages can be tested here: with Chromium, and in CI in any case. */
export const canTestPages = findChromium() !== undefined || process.env['CI'] === 'true';

/** A page with one part of the site on it, opened from the disk. */
export interface PartPage {
  readonly page: Page;
  /** What went wrong on the page since this was asked last. */
  takeErrors(): string[];
  /** Loads it anew, with this after its address. */
  open(fragment?: string): Promise<void>;
  close(): Promise<void>;
}

/** What is on such a page. */
export interface Part {
  /** The module that mounts it and the function's name, relative to `src/spec/browser/`. */
  readonly module: string;
  readonly mount: string;
  /** Style sheets besides the site's own, relative to `src/spec/browser/`. */
  readonly sheets: readonly string[];
  /** The element that it is mounted on, with whatever else is needed. */
  readonly body: string;
  /** Other files beside the page. */
  readonly files?: Readonly<Record<string, string>>;
}

async function write(folder: string, { module, mount, sheets, body, files = {} }: Part): Promise<void> {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { ${mount} } from './${module}'; ${mount}(document.querySelector('[data-part]'));`,
      resolveDir: join(source, 'browser'),
      loader: 'ts',
    },
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
  });
  const css = ['site/style.css', ...sheets.map((sheet) => `browser/${sheet}`)].map((path) =>
    readFileSync(join(source, path), 'utf8'),
  );
  writeFileSync(join(folder, 'script.js'), outputFiles[0]!.text);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  writeFileSync(
    join(folder, 'index.html'),
    `<!doctype html><html lang="en" data-root=""><meta charset="utf-8"><title>A part of the site</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <style>${THEME}${pageStyleSheet()}${css.join('\n')}</style>
    <main><h1>A part of the site</h1>${body}</main><script src="script.js"></script></html>`,
  );
}

/** Opens a page with a part of the site in headless Chromium. */
export async function openPart(part: Part): Promise<PartPage> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('CI has to have Chromium: install it, or name it in CHROMIUM');
  const folder = mkdtempSync(join(tmpdir(), 'sasako-part-'));
  await write(folder, part);
  const browser: Browser = await launch(executablePath);
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  return {
    page,
    takeErrors: () => errors.splice(0),
    async open(fragment = '') {
      // Another fragment alone would not load the page anew.
      await page.goto('about:blank');
      await page.goto(`${pathToFileURL(join(folder, 'index.html')).href}${fragment}`);
    },
    async close() {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
