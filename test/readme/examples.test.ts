import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import p2pandaJs02 from '../../src/conformance/adapters/p2panda-js-0.2.1.expected.js';
import { cafeBundle } from '../fixtures/cafe.js';
import p2pandaJs08 from '../../src/conformance/adapters/p2panda-js-0.8.1.expected.js';
import { printed, shownIn } from './steps.js';

const root = join(import.meta.dirname, '../..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const findings = readFileSync(join(root, 'spec/guides/findings.md'), 'utf8');
const { steps } = shownIn(readme);

describe('the README', () => {
  test.each(['program', 'command'])('shows a %s with its output', (wanted) => {
    expect(steps.filter(({ kind }) => kind === wanted).length).toBeGreaterThanOrEqual(1);
  });

  test.each(steps)('prints what it says it prints: $kind %#', async (step) => {
    // What is left out of the middle of a long output has a line of its own.
    const parts = step.output.split(/^…$/m);
    let rest = await printed(step, root);
    expect(rest.startsWith(parts[0]!), rest).toBe(true);
    for (const part of parts) {
      const at = rest.indexOf(part);
      expect(at, `${part}\nis not in\n${rest}`).toBeGreaterThanOrEqual(0);
      rest = rest.slice(at + part.length);
    }
    expect(rest).toBe('');
  });

  test('is short enough to be read', () => expect(readme.split('\n').length).toBeLessThan(301));

  test('has no placeholder left', () => expect(readme).not.toMatch(/@[A-Z]+@/));

  test('names both commands that do everything', () => {
    expect(readme).toContain('npm ci && npm run conform');
    expect(readme).toContain('npm ci && npm test');
  });

  test('names vectors that exist, and finds each fail as it says', () => {
    const vectors = new Map<string, string[]>();
    for (const file of readdirSync(join(root, 'vectors')).filter((name) => /^[a-z-0-9]+\.json$/.test(name))) {
      const { vectors: list } = JSON.parse(readFileSync(join(root, 'vectors', file), 'utf8')) as {
        vectors: { id: string; requirements: string[] }[];
      };
      for (const { id, requirements } of list) vectors.set(id, requirements);
    }
    const rows = findings.split('\n').flatMap((line) => {
      const [, requirements, vector] = /\| ((?:BAM|PAN)-[^|]*?) +\| `([^`]+)` +\|$/.exec(line) ?? [];
      return vector ? [{ requirements: requirements!.split(', '), vector }] : [];
    });
    expect(rows.length).toBeGreaterThan(10);
    for (const { requirements, vector } of rows) {
      expect(vectors.get(vector), vector).toEqual(expect.arrayContaining(requirements));
      const adapter = /-bamboo-|^message-/.test(vector) ? p2pandaJs02 : p2pandaJs08;
      expect(adapter, vector).toContain(`\n${vector}  # `);
    }
    expect(vectors.has('lipmaa-13')).toBe(true);
  });

  test('has a bundle that is what its generator makes', () => {
    expect(new Uint8Array(readFileSync(join(root, 'test/fixtures/cafe.bundle')))).toEqual(cafeBundle());
  });

  test('links to files that are there', () => {
    const targets = [...readme.matchAll(/\]\((?!https?:)([^)#]+)/g)].map((match) => match[1]!);
    expect(targets.length).toBeGreaterThan(3);
    for (const target of targets)
      expect(() => readFileSync(join(root, target)), target).not.toThrow(/ENOENT/);
  });
});
