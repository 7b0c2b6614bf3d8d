import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { pageStyleSheet } from '../../graph/style.js';
import { THEME } from '../../html/theme.js';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The scripts of the pages. */
const SCRIPTS = { 'site.js': '../browser/site.ts', 'lab.js': '../browser/lab.ts' } as const;

const SHEETS = [
  'style.css',
  '../browser/explorer/explorer.css',
  '../browser/lab/lab.css',
  '../browser/documents/documents.css',
  '../browser/vectors/vectors.css',
] as const;

/**
 * Leaves the build for relaxed SIMD out, a hundred kilobytes: an engine takes no empty module, and the other build answers
 * the same, fast enough for one entry at a time.
 */
const oneBuild: Plugin = {
  name: 'one-build-of-the-core',
  setup(bundle) {
    bundle.onLoad({ filter: /[\\/]binary-relaxed-simd\.ts$/ }, () => ({
      contents: "export const WASM_BASE64 = ''; export const WASM_SIZE = 0;",
    }));
  },
};

/**
 * Bundles the pages' scripts: classic ones, since a page that is opened from the disk may load no modules.
 *
 * @returns their text by their names
 */
export async function bundleScripts(): Promise<{ name: string; content: string }[]> {
  return await Promise.all(
    Object.entries(SCRIPTS).map(async ([name, entry]) => {
      const { outputFiles } = await build({
        entryPoints: [here(entry)],
        bundle: true,
        write: false,
        format: 'iife',
        platform: 'browser',
        target: 'es2022',
        minify: true,
        legalComments: 'none',
        plugins: [oneBuild],
      });
      return { name, content: outputFiles[0]!.text };
    }),
  );
}

/** The style sheet of all pages. @param code the sheet of highlighted code */
export async function bundleStyles(code: string): Promise<string> {
  const sheets = [THEME, pageStyleSheet(), ...SHEETS.map((path) => readFileSync(here(path), 'utf8')), code];
  const { outputFiles } = await build({
    stdin: { contents: sheets.join('\n'), loader: 'css' },
    write: false,
    minify: true,
    target: 'chrome123',
  });
  return outputFiles[0]!.text;
}
