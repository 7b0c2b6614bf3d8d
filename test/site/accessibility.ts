import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What axe-core finds on a page that is serious or critical, a line each.
 *
 * @param options which rules to look at; all where they are left out
 */
export async function seriousViolations(
  page: Page,
  name: string,
  options: axe.RunOptions = {},
): Promise<string[]> {
  await page.evaluate(source);
  const violations = await page.evaluate(async (which) => {
    const { violations: found } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, {
      ...which,
      resultTypes: ['violations'],
      // It would ask for style sheets by requests that a page from the disk may not make.
      preload: false,
    });
    return found.map(({ id, impact, help, nodes }) => ({
      id,
      impact,
      help,
      at: nodes.map(({ target }) => String(target)),
    }));
  }, options);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, at }) => `${name}: ${id}, ${help}: ${at.slice(0, 4).join('; ')}`);
}
