import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { describe, expect, test } from 'vitest';
import p2pandaJs02 from '../../src/conformance/adapters/p2panda-js-0.2.1.expected.js';
import { cafeBundle } from '../fixtures/cafe.js';
import p2pandaJs08 from '../../src/conformance/adapters/p2panda-js-0.8.1.expected.js';

const root = join(import.meta.dirname, '../..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const blocks = fromMarkdown(readme).children.filter((node) => node.type === 'code');
const run = promisify(execFile);

/** What a program prints, whatever it exits with. */
async function print(file: string, args: string[]): Promise<string> {
  const options = { cwd: root, env: { ...process.env, COLUMNS: '100', NO_COLOR: '1' } };
  const { stdout } = await run(file, args, options).catch((error: unknown) => error as { stdout: string });
  return stdout.trimEnd();
}

describe('the README', () => {
  const programs = blocks.flatMap((block, i) => {
    const output = blocks[i + 1];
    return block.lang === 'js' && output?.lang === 'text'
      ? [{ code: block.value, output: output.value }]
      : [];
  });
  test('shows programs with their output', () => expect(programs.length).toBeGreaterThanOrEqual(2));

  test.each(programs)('prints what it says it prints: program %#', async ({ code, output }) => {
    expect(await print(process.execPath, ['--input-type=module', '-e', code])).toBe(output);
  });

  const commands = blocks
    .filter((block) => block.lang === 'console')
    .map((block) => {
      const [command, ...output] = block.value.split('\n');
      return { command: command!, output: output.join('\n') };
    })
    .filter(({ command }) => command.startsWith('$ npx sasako '));
  test('shows a command with its output', () => expect(commands.length).toBeGreaterThanOrEqual(1));

  test.each(commands)('prints what it says it prints: $command', async ({ command, output }) => {
    const args = command.slice('$ npx sasako '.length).split(' ');
    expect(await print(process.execPath, ['dist/cli/main.js', ...args])).toBe(output);
  });

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
    const rows = readme.split('\n').flatMap((line) => {
      const [, requirements, vector] = /\| (BAM-[^|]*?) +\| `([^`]+)` +\|$/.exec(line) ?? [];
      return vector ? [{ requirements: requirements!.split(', '), vector }] : [];
    });
    expect(rows.length).toBeGreaterThan(10);
    for (const { requirements, vector } of rows) {
      expect(vectors.get(vector), vector).toEqual(expect.arrayContaining(requirements));
      const adapter = vector.includes('-bamboo-') ? p2pandaJs02 : p2pandaJs08;
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
