import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';
import * as core from '../../src/index.js';
import * as js from '../../src/js.js';
import * as data from '../../src/p2panda/index.js';
import * as logs from '../../src/verify/index.js';

const root = join(import.meta.dirname, '../..');
const { exports, dependencies, devDependencies } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
) as {
  exports: Record<string, { types: string; default: string } | string>;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};

/** The files that an entry point pulls in, static imports followed. */
async function inputsOf(entryPoint: string): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: [join(root, entryPoint)],
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'neutral',
    external: ['node:*'],
    mainFields: ['module', 'main'],
  });
  return Object.keys(metafile.inputs);
}

/** Those of them that are not the package's own. */
async function foreignTo(entryPoint: string): Promise<string[]> {
  return (await inputsOf(entryPoint)).filter((path) => !path.startsWith('dist/'));
}

describe('the built package', () => {
  beforeAll(() => {
    if (!existsSync(join(root, 'dist/index.js'))) throw new Error('dist/ is missing: npm run build');
  });

  test('has a file and types for every entry point', () => {
    for (const [name, target] of Object.entries(exports)) {
      if (typeof target === 'string') continue;
      expect(existsSync(join(root, target.default)), `${name}: ${target.default}`).toBe(true);
      expect(existsSync(join(root, target.types)), `${name}: ${target.types}`).toBe(true);
    }
  });

  test('pulls in nothing but itself for sasako', async () => {
    expect(await foreignTo('dist/index.js')).toEqual([]);
  });

  test('pulls in cborg for sasako/verify and sasako/pool, and nothing else', async () => {
    for (const entryPoint of ['dist/verify/index.js', 'dist/pool/index.js']) {
      const foreign = await foreignTo(entryPoint);
      expect(foreign.filter((path) => !path.startsWith('node_modules/cborg/'))).toEqual([]);
    }
  });

  test('pulls in modules of Node alone for sasako/files', async () => {
    expect(await inputsOf('dist/files/index.js')).toEqual(['dist/files/atomic.js', 'dist/files/index.js']);
  });

  test('pulls in nothing but @noble for sasako/reference, cborg too for sasako/js, and no WebAssembly', async () => {
    const packages = {
      'dist/reference/index.js': /^node_modules\/@noble\//,
      'dist/js.js': /^node_modules\/(@noble|cborg)\//,
    };
    for (const [entryPoint, allowed] of Object.entries(packages)) {
      expect((await foreignTo(entryPoint)).filter((path) => !allowed.test(path))).toEqual([]);
      expect((await inputsOf(entryPoint)).filter((path) => path.startsWith('dist/wasm/'))).toEqual([]);
    }
  });

  test('is imported by its names', () => {
    const program = `
      import { lipmaa, KeyPair } from 'sasako';
      import { certificatePool } from 'sasako/verify';
      import { operations } from 'sasako/reference';
      import * as conformance from 'sasako/conformance';
      import { VerifierPool } from 'sasako/pool';
      import { lipmaa as plain } from 'sasako/js';
      console.log(lipmaa(13n), plain(13n), certificatePool(1n).length, new KeyPair().publicKey.length,
        'lipmaa' in operations, Object.keys(conformance).length > 0, await new VerifierPool({ workers: 1 }).start());`;
    const printed = execFileSync(process.execPath, ['--input-type=module', '-e', program], { cwd: root });
    expect(printed.toString().trim()).toBe('4n 4n 1 32 true true 1');
  });

  test('offers the same in sasako/js as in sasako, sasako/verify and sasako/p2panda', () => {
    const all = new Set([core, logs, data].flatMap((entryPoint) => Object.keys(entryPoint)));
    expect(Object.keys(js).sort()).toEqual([...all].sort());
  });

  test('pins every version exactly', () => {
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
      expect(version.replace(/^npm:p2panda-js@/, ''), name).toMatch(/^\d+\.\d+\.\d+$/);
    }
  });
});
