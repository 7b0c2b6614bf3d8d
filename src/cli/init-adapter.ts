import { lstat, mkdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Command } from 'commander';
import { suiteVersion, unknownName } from '../conformance/index.js';
import { wrap } from '../conformance/report/layout.js';
import { UnwritableError, writeAtomically } from '../files/index.js';
import { orUnreadable } from './arguments.js';
import { prose } from './help.js';
import { UnreadableError } from './input.js';
import { columns } from './terminal.js';

interface Options {
  out: string;
  force?: true;
}

/** A starter adapter: its files, and what is typed in its folder to run it. */
interface Starter {
  /** By their paths below the starter's folder, which are also those below the user's. */
  readonly files: readonly string[];
  /** What has to be done before it runs. */
  readonly build: readonly string[];
  /** The command for `sasako conform`. */
  readonly run: string;
}

const STARTERS: Readonly<Record<string, Starter>> = {
  python: { files: ['adapter.py'], build: [], run: 'python3 adapter.py' },
  node: { files: ['adapter.mjs'], build: [], run: 'node adapter.mjs' },
  rust: {
    files: ['Cargo.toml', 'src/main.rs'],
    build: ['cargo build --release'],
    run: './target/release/sasako-adapter',
  },
  go: { files: ['go.mod', 'main.go'], build: ['go build'], run: './sasako-adapter' },
};

const LANGUAGES = Object.keys(STARTERS);
/** The operation that every starter does. */
const EXAMPLE = 'varu64.decode';
const DEFAULT_FOLDER = 'sasako-adapter';

/** Where the starters are: they ship as sources, for `dist/` and for `src/` alike. */
const STARTER_FILES = new URL('../../src/conformance/adapters/starters/', import.meta.url);

const HELP = `
LANGUAGE is ${LANGUAGES.slice(0, -1).join(', ')} or ${LANGUAGES.at(-1)!}. Adapters in other languages do the
same: the protocol is one JSON object per line on standard input and output.

The starter speaks the protocol and declares every operation. It does one,
${EXAMPLE}, as an example; the others fail until they are written, or are
taken out of its list. Comments tell where your library goes.

Exit status: 0 it is written; 2 wrong usage, what is there already, or what
can't be written.

Examples:
  $ sasako init-adapter python
  $ sasako init-adapter rust --out conformance
  $ sasako init-adapter go --out . --force`;

/** `sasako init-adapter`: a starter for an adapter. */
export function initAdapterCommand(): Command {
  return new Command('init-adapter')
    .summary('write a starter for an adapter, by which your implementation is tested')
    .description('Writes a commented starter adapter, by which "sasako conform" tests your implementation.')
    .argument('[LANGUAGE]', LANGUAGES.join(', '))
    .option('--out <DIR>', 'where to write it', DEFAULT_FOLDER)
    .option('--force', 'overwrite files that are there already')
    .addHelpText('after', prose(HELP))
    .action((language: string | undefined, options: Options) =>
      orUnreadable(() => initAdapter(language, options)),
    );
}

async function initAdapter(language: string | undefined, { out, force }: Options): Promise<void> {
  if (language === undefined) {
    throw new UnreadableError(`a language is missing; there are: ${LANGUAGES.join(', ')}`);
  }
  const starter = Object.hasOwn(STARTERS, language) ? STARTERS[language] : undefined;
  if (!starter) throw new UnreadableError(unknownName('language', language, LANGUAGES));
  const contents = await Promise.all(
    starter.files.map((file) => readFile(new URL(`${language}/${file}`, STARTER_FILES))),
  );
  const paths = starter.files.map((file) => join(out, file));
  // Before anything is written: half a starter would be in the way of the next attempt.
  await refuseWhatIsThere(paths, force === true);
  for (const path of paths) await makeFolder(dirname(path));
  for (const [i, path] of paths.entries()) await writeAtomically(path, contents[i]!);
  console.log(report(starter, out, paths).join('\n'));
}

async function refuseWhatIsThere(paths: readonly string[], force: boolean): Promise<void> {
  const found: string[] = [];
  for (const path of paths) {
    // A link that leads nowhere is there too.
    const stats = await lstat(path).catch(() => undefined);
    if (stats?.isDirectory()) throw new UnwritableError(`${path} can't be written: it is a directory`);
    if (stats) found.push(path);
  }
  if (found.length === 0 || force) return;
  const [are, them] = found.length === 1 ? ['is', 'it'] : ['are', 'them'];
  throw new UnwritableError(
    `${found.join(' and ')} ${are} there already, and nothing was written; --force overwrites ${them}, ` +
      '--out names another folder',
  );
}

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (error) {
    throw new UnwritableError(`the folder ${path} can't be made: ${(error as Error).message}`);
  }
}

/** What was written, and what to type next. */
function report({ build, run }: Starter, out: string, paths: readonly string[]): string[] {
  const conform = `npx --yes sasako@${suiteVersion()} conform "${run}"`;
  const isHere = resolve(out) === process.cwd();
  const commands = [...(isHere ? [] : [`cd ${quoted(out)}`]), ...build, conform];
  const said =
    `It does ${EXAMPLE} and fails at all else, until you write it. With --op ${EXAMPLE} the last of these ` +
    'lines tries that alone, and passes:';
  return [
    ...paths.map((path) => `wrote ${path}`),
    '',
    ...wrap(said, Math.min(80, columns())),
    '',
    // Commands stand as they are to be typed.
    ...commands.map((command) => `  $ ${command}`),
  ];
}

/** A word for a shell. */
function quoted(word: string): string {
  return /^[\w./:@+][\w./:@+-]*$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
