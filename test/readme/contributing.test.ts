import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const text = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');

/** Files that its examples add. */
const ADDED = ['bench/cases/integers.ts'];

test('CONTRIBUTING names files and folders that are there', () => {
  const paths = [...text.matchAll(/`((?:assembly|bench|spec|src|test|vectors)\/[^`\s]*)`/g)].map(
    ([, path]) => path!,
  );
  expect(paths.length).toBeGreaterThan(30);
  for (const path of paths) {
    const [folder] = path.split('*');
    const isThere = path.includes('*') ? existsSync(join(root, folder!, '..')) : existsSync(join(root, path));
    expect(isThere || ADDED.includes(path), path).toBe(true);
  }
});

test('CONTRIBUTING names scripts that npm has', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const names = [...text.matchAll(/npm run (?:--silent )?([a-z:]+)/g)].map(([, name]) => name!);
  expect(new Set(names).size).toBeGreaterThan(6);
  for (const name of names) expect(Object.keys(scripts), name).toContain(name);
});

test('CONTRIBUTING has a line for every folder of the sources', () => {
  const folders = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  for (const { name } of folders) expect(text, name).toContain(`| \`src/${name}/\``);
});
