import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { showSpecification } from '../../src/cli/spec.js';

describe('sasako spec', () => {
  let folder: string;
  let rendered: string;
  let printed: string[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sasako-spec-'));
    rendered = join(folder, 'rendered');
    mkdirSync(join(rendered, 'guides'), { recursive: true });
    writeFileSync(join(rendered, 'index.html'), 'the first page');
    writeFileSync(join(rendered, 'guides/a.html'), 'a guide');
    printed = [];
    vi.spyOn(console, 'log').mockImplementation((text: string) => void printed.push(text));
  });
  afterEach(() => {
    vi.restoreAllMocks();
    rmSync(folder, { recursive: true, force: true });
  });

  test('says where the first page is', async () => {
    await showSpecification({}, rendered);
    expect(printed).toEqual([join(rendered, 'index.html')]);
  });

  test('copies all of it, into a folder that it makes, over an earlier copy and beside what is there', async () => {
    const out = join(folder, 'public/spec');
    mkdirSync(out, { recursive: true });
    writeFileSync(join(out, 'index.html'), 'an earlier one');
    writeFileSync(join(out, 'CNAME'), 'spec.example.org');
    await showSpecification({ out }, rendered);
    expect(readFileSync(join(out, 'index.html'), 'utf8')).toBe('the first page');
    expect(readFileSync(join(out, 'guides/a.html'), 'utf8')).toBe('a guide');
    expect(existsSync(join(out, 'CNAME'))).toBe(true);
    expect(printed).toEqual([join(out, 'index.html')]);
  });

  test('says how to render it where it is not rendered', async () => {
    await expect(showSpecification({}, join(folder, 'nowhere'))).rejects.toThrow('npm run spec');
  });

  test('says where it can not be copied', async () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    await expect(showSpecification({ out: file }, rendered)).rejects.toThrow(`can't be copied to ${file}`);
    expect(readFileSync(file, 'utf8')).toBe('');
  });
});
