import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChromium, launch } from '../../bench/browser/launch.js';
import { Project } from './project.js';
import { printed, shownIn } from './steps.js';

const folder = join(import.meta.dirname, '../../spec/guides');
const guides = readdirSync(folder).filter((name) => name.endsWith('.md'));
const executablePath = findChromium();
const inCi = process.env['CI'] === 'true';

describe.each(guides)('the guide %s', (guide) => {
  const text = readFileSync(join(folder, guide), 'utf8');
  const shown = shownIn(text);
  const served = shown.steps.some(({ kind }) => kind === 'page');
  let project: Project;
  let browser: Browser | undefined;
  let address: string;

  beforeAll(async () => {
    project = new Project(shown);
    if (!served) return;
    address = await project.serve();
    if (executablePath) browser = await launch(executablePath);
    else if (inCi) throw new Error('CI has to have Chromium: install it, or name it in CHROMIUM');
  });
  afterAll(async () => {
    await browser?.close();
    project.remove();
  });

  test('begins with its title and a sentence that says what one gets', () => {
    expect(text).toMatch(/^# \S.*\n\n[A-Z][^\n]*\.\n/);
  });

  test('links to files that are there', () => {
    for (const [, target] of text.matchAll(/\]\((?!https?:)([^)#]+)/g)) {
      expect(existsSync(join(folder, target!)), target).toBe(true);
    }
  });

  const steps = shown.steps.map((step) => ({ ...step, name: step.source.split('\n')[0] }));
  const inOrder = steps.filter(({ kind }) => kind !== 'page');
  if (inOrder.length > 0) {
    test.each(inOrder)('prints what it says: $kind $name', async (step) => {
      expect(await printed(step, project.folder)).toBe(step.output);
    });
  }
  const pages = steps.filter(({ kind }) => kind === 'page');
  if (pages.length > 0) {
    test.runIf(executablePath !== undefined || inCi).each(pages)(
      'shows what it says: $kind $name',
      async ({ source, output }) => {
        const tab = await browser!.newPage();
        const errors: string[] = [];
        tab.on('pageerror', (error) => errors.push(String(error)));
        await tab.goto(new URL(source, address).href);
        const pre = tab.locator('pre');
        await expect.poll(async () => (await pre.textContent())?.trimEnd(), { timeout: 20_000 }).toBe(output);
        expect(errors).toEqual([]);
        await tab.close();
      },
    );
  }
});

test('there are guides, and they show something', () => {
  expect(guides.length).toBeGreaterThanOrEqual(7);
  const shown = guides.map((name) => shownIn(readFileSync(join(folder, name), 'utf8')));
  const steps = shown.flatMap((one) => one.steps);
  for (const kind of ['program', 'command', 'page']) {
    expect(steps.filter((step) => step.kind === kind).length, kind).toBeGreaterThanOrEqual(5);
  }
});
