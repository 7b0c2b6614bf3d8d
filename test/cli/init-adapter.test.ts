import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { suiteVersion } from '../../src/conformance/index.js';
import { command, sasako, widest } from './command.js';

const starters = join(import.meta.dirname, '../../src/conformance/adapters/starters');
const LANGUAGES = ['python', 'node', 'rust', 'go'];
const hasPython = spawnSync('python3', ['--version']).status === 0 || process.env['CI'] === 'true';

/** All files below a folder, with their texts. */
function filesIn(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [path.slice(folder.length + 1), readFileSync(path, 'utf8')];
    }),
  );
}

describe('sasako init-adapter', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sasako-init-adapter-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Runs it in the folder. */
  function init(...args: string[]) {
    const env = { ...process.env, NO_COLOR: '1', COLUMNS: '100' };
    const options = { cwd: folder, env, encoding: 'utf8' } as const;
    return spawnSync(process.execPath, [command, 'init-adapter', ...args], options);
  }

  /** The lines that it says to type, with the command that is here in the place of npx's. */
  function commandsOf(stdout: string): string {
    const npx = `npx --yes sasako@${suiteVersion()}`;
    const lines = stdout.split('\n').filter((line) => line.startsWith('  $ '));
    expect(lines.at(-1)).toContain(npx);
    return lines.map((line) => line.slice(4).replace(npx, `"${process.execPath}" "${command}"`)).join(' && ');
  }

  test.each(LANGUAGES)('writes all of the starter for %s', (language) => {
    const { status, stdout, stderr } = init(language);
    expect([status, stderr]).toEqual([0, '']);
    const written = filesIn(join(folder, 'sasako-adapter'));
    expect(written).toEqual(filesIn(join(starters, language)));
    for (const file of Object.keys(written))
      expect(stdout).toContain(`wrote ${join('sasako-adapter', file)}\n`);
  });

  test('has a starter for every folder of starters', () => {
    expect(readdirSync(starters).sort()).toEqual([...LANGUAGES].sort());
    expect(init('cobol').stderr).toContain(`there are: ${LANGUAGES.join(', ')}`);
  });

  test.each(['python', 'node'])('says what to type next for %s, and that works', (language) => {
    if (language === 'python' && !hasPython) return console.log('left out: there is no python3');
    const { stdout } = init(language, '--out', "it's here/to stay");
    const next = commandsOf(stdout);
    const typed = (line: string) => spawnSync(line, { cwd: folder, shell: true, encoding: 'utf8' });
    const example = typed(`${next} --op varu64.decode`);
    expect([example.status, example.stderr]).toEqual([0, '']);
    expect(example.stdout).toContain('conformant: 456 of 456');
    const all = typed(`${next} --op varu64.decode --op varu64.encode`);
    expect(all.status).toBe(1);
    expect(all.stdout).toMatch(/varu64 +456 ✗231/);
  });

  test('leaves out the change of folder where it writes into the one that it is in', () => {
    const { stdout } = init('go', '--out', './');
    expect(existsSync(join(folder, 'main.go'))).toBe(true);
    expect(stdout).not.toContain('$ cd');
    expect(init('go').stdout).toContain('$ cd sasako-adapter\n');
  });

  test('overwrites nothing, names what is there, and writes nothing else, unless --force is given', () => {
    mkdirSync(join(folder, 'sasako-adapter/src'), { recursive: true });
    writeFileSync(join(folder, 'sasako-adapter/src/main.rs'), 'mine');
    const refused = init('rust');
    expect(refused.status).toBe(2);
    expect(refused.stderr).toMatch(/^error: sasako-adapter\/src\/main\.rs is there already.*--force/);
    expect(filesIn(folder)).toEqual({ 'sasako-adapter/src/main.rs': 'mine' });
    expect(init('rust', '--force').status).toBe(0);
    expect(filesIn(join(folder, 'sasako-adapter'))).toEqual(filesIn(join(starters, 'rust')));
    expect(init('rust').stderr).toContain('Cargo.toml and sasako-adapter/src/main.rs are there already');
  });

  test('takes a link that leads nowhere for something that is there', () => {
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'adapter.py'));
    expect(init('python', '--out', '.').status).toBe(2);
    expect(existsSync(join(folder, 'elsewhere'))).toBe(false);
  });

  test('writes nothing where a folder or a file is in the way, and says which', () => {
    writeFileSync(join(folder, 'src'), '');
    const inTheWay = init('rust', '--out', '.');
    expect(inTheWay.status).toBe(2);
    expect(inTheWay.stderr).toMatch(/^error: the folder src can't be made/);
    expect(Object.keys(filesIn(folder))).toEqual(['src']);
    mkdirSync(join(folder, 'main.go'));
    const directory = init('go', '--out', '.', '--force');
    expect([directory.status, directory.stderr]).toEqual([
      2,
      "error: main.go can't be written: it is a directory\n",
    ]);
    expect(Object.keys(filesIn(folder))).toEqual(['src']);
  });

  test('refuses a missing or unknown language with those that there are', () => {
    const missing = init();
    expect(missing.status).toBe(2);
    expect(missing.stderr).toBe(`error: a language is missing; there are: ${LANGUAGES.join(', ')}\n`);
    const misspelt = init('pyton');
    expect([misspelt.status, misspelt.stderr]).toEqual([
      2,
      'error: unknown language "pyton"; did you mean python?\n',
    ]);
    for (const odd of ['', '..', 'toString', '../go']) {
      expect(init(odd).stderr, odd).toMatch(/^error: unknown language/);
    }
    expect(readdirSync(folder)).toEqual([]);
  });

  test('fits a narrow terminal, but for the lines to be typed', () => {
    const { stdout } = sasako(['init-adapter', 'python', '--out', join(folder, 'a')], { columns: 50 });
    const prose = stdout.split('\n').filter((line) => !/^(wrote| {2}\$)/.test(line));
    expect(widest(prose.join('\n'))).toBeLessThanOrEqual(50);
    expect(widest(sasako(['init-adapter', '--help'], { columns: 50 }).stdout)).toBeLessThanOrEqual(50);
  });
});
