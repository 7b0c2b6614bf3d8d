import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { pageStyleSheet } from '../../graph/style.js';
import { THEME } from '../../html/theme.js';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The scripts of the pages. */
const SCRIPTS = { 'site.js': '../browser/site.ts', 'lab.js': '../browser/lab.ts' } as const;

const SHEETS = [
  'style.css',
  '../browser/explorer/explorer.css',
  '../browser/lab/lab.css',
  '../browser/vectors/vectors.css',
] as const;

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
