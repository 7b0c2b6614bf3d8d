import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fromMarkdown } from 'mdast-util-from-markdown';

const root = join(import.meta.dirname, '../..');
const run = promisify(execFile);

/** A program, a command or a page that a text shows, with what it says that comes out. */
export interface Step {
  readonly kind: 'program' | 'command' | 'page';
  /** The program's code, the command's line, or the page's path. */
  readonly source: string;
  readonly output: string;
}

/** What a text shows that can be run. */
export interface Shown {
  readonly steps: readonly Step[];
  /** Files to be there before. */
  readonly files: readonly { readonly name: string; readonly content: string }[];
}

/** The program that a command of a text calls. */
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  sasako: [process.execPath, join(root, 'dist/cli/main.js')],
  esbuild: [join(root, 'node_modules/.bin/esbuild'), '--log-level=error'],
};

/**
 * Finds what a text shows: `js` followed by `text` is a program and what it prints, `console` a command behind `$ npx` and
 * what it prints, a block with `file=NAME` a file, and `text page=PATH` what a page that the text's `server.mjs` serves
 * shows.
 */
export function shownIn(markdown: string): Shown {
  const blocks = fromMarkdown(markdown).children.filter((node) => node.type === 'code');
  const word = (name: string, meta: string | null | undefined): string | undefined =>
    new RegExp(`(?:^| )${name}=(\\S+)`).exec(meta ?? '')?.[1];
  const steps = blocks.flatMap(({ lang, meta, value }, i): Step[] => {
    if (word('file', meta)) return [];
    const next = blocks[i + 1];
    if (lang === 'js' && next?.lang === 'text' && !next.meta)
      return [{ kind: 'program', source: value, output: next.value }];
    if (lang === 'console') {
      const [line, ...output] = value.split('\n');
      const command = /^\$ npx (.*)/.exec(line!)?.[1];
      return command && command.split(' ')[0]! in COMMANDS
        ? [{ kind: 'command', source: command, output: output.join('\n') }]
        : [];
    }
    const page = word('page', meta);
    return page ? [{ kind: 'page', source: page, output: value }] : [];
  });
  const files = blocks.flatMap(({ meta, value }) => {
    const name = word('file', meta);
    return name ? [{ name, content: `${value}\n` }] : [];
  });
  return { steps, files };
}

/** What a program or a command prints in a folder, whatever it exits with. */
export async function printed({ kind, source }: Step, folder: string): Promise<string> {
  const [name, ...args] = source.split(' ');
  const [file, ...first] = kind === 'program' ? [process.execPath] : COMMANDS[name!]!;
  const given = kind === 'program' ? ['--input-type=module', '-e', source] : args;
  const options = { cwd: folder, env: { ...process.env, COLUMNS: '100', NO_COLOR: '1' } };
  const { stdout, stderr } = await run(file!, [...first, ...given], options).catch(
    (error: unknown) => error as { stdout: string; stderr: string },
  );
  // What failed before it printed anything has more to say there.
  return (stdout || stderr).trimEnd();
}
