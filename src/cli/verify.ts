import { Command, InvalidArgumentError, Option } from 'commander';
import { PROFILES, type Profile } from '../index.js';
import { VerifierPool } from '../pool/index.js';
import { LogSet } from '../verify/index.js';
import { isForUser, orUnreadable, STORES_HELP } from './arguments.js';
import { prose } from './help.js';
import { exitWhenInterrupted, interruptSignal } from './interrupt.js';
import { Stores } from './store/stores.js';
import { columns } from './terminal.js';
import { auditOf, STATUS_OF, type WrittenProof } from './verify/audit.js';
import { verifyBar } from './verify/bar.js';
import { toJson } from './verify/json.js';
import { inWords } from './verify/pretty.js';
import { checkFolder, writeProofs } from './verify/proof-files.js';

interface Options {
  profile?: Profile;
  proofs?: string;
  workers: number;
  all?: true;
  json?: true;
}

const DEFAULT_WORKERS = 2;
const MOST_WORKERS = 64;

function parseWorkers(text: string): number {
  const workers = Number(text);
  if (!/^[0-9]+$/.test(text) || workers > MOST_WORKERS) {
    throw new InvalidArgumentError(`It must be a whole number from 0 to ${MOST_WORKERS}.`);
  }
  return workers;
}

const HELP = `
A PATH is a ${STORES_HELP}

An entry is verified where all entries before it are; path-verified where links
lead from it to the first one; unlinked where entries are missing; else invalid,
with a reason. "sasako inspect FILE --at N" shows what stands at a byte or row
that is told. A proof convinces others of what an author did: "sasako proof
verify" reads it.

Exit status: 0 every entry is verified or path-verified; 1 something is invalid,
forked or damaged, or a row contradicts its entry; 3 nothing of that, but some
entries are unlinked; 2 wrong usage, or what can't be read; 130 interrupted.

Examples:
  $ sasako verify replica.bundle
  $ sasako verify ~/.local/share/aquadoggo/db.sqlite --proofs proofs/
  $ sasako verify backups/ --json | jq .totals
  $ curl -s https://example.org/log.jsonl | sasako verify -`;

/** `sasako verify`: whether every log in some stores is whole, authentic and free of forks. */
export function verifyCommand(): Command {
  return new Command('verify')
    .summary('verify the logs in bundles, JSON Lines and databases')
    .description('Verifies all logs in stores: whether they are whole, authentic and free of forks.')
    .argument('<PATH...>', "bundles, JSON Lines, databases, directories; '-' for standard input")
    .addOption(
      new Option(
        '--profile <profile>',
        'the profile (default: what a bundle says, else guessed from the entries)',
      ).choices(PROFILES),
    )
    .option('--proofs <DIR>', 'write every proof found there, a file each')
    .option('--workers <n>', 'how many workers; 0 for none', parseWorkers, DEFAULT_WORKERS)
    .option('--all', 'show every log, however many')
    .option('--json', 'print JSON')
    .addHelpText('after', prose(HELP))
    .action((paths: string[], options: Options) => orUnreadable(() => verify(paths, options)));
}

async function verify(paths: readonly string[], options: Options): Promise<void> {
  if (options.proofs !== undefined) await checkFolder(options.proofs);
  // While a pipe is opened there may be nobody at its other end.
  const listenNoMore = exitWhenInterrupted();
  const stores = await Stores.open(paths, options.profile);
  listenNoMore();
  const signal = interruptSignal();
  try {
    const set = new LogSet({
      profile: stores.profile,
      entryAt: (position) => stores.itemAt(position).entry,
      payloadAt: (position) => stores.itemAt(position).payload!,
    });
    await readInto(set, stores, options.workers, signal);
    const audit = auditOf(set, stores, signal.aborted);
    const { proofs, failure } = options.proofs === undefined ? {} : await proofsIn(options.proofs, set);
    console.log(
      options.json
        ? toJson(audit, proofs)
        : inWords(audit, proofs, { all: options.all === true, width: columns() }),
    );
    if (failure) throw failure;
    process.exitCode = STATUS_OF[audit.outcome];
  } finally {
    await stores.close();
  }
}

/** Where proofs can't be written, what was found is told all the same. */
async function proofsIn(folder: string, set: LogSet): Promise<{ proofs: WrittenProof[]; failure?: Error }> {
  try {
    return { proofs: await writeProofs(set, folder) };
  } catch (failure) {
    if (!isForUser(failure)) throw failure;
    return { proofs: [], failure };
  }
}

async function readInto(set: LogSet, stores: Stores, workers: number, signal: AbortSignal): Promise<void> {
  const pool = new VerifierPool({ workers });
  const bar = verifyBar();
  const { size } = stores;
  try {
    // When it is interrupted the entries end, so that what was read is settled.
    await pool.verifyInto(set, stores.items(signal), {
      onProgress: ({ done }) => bar.update({ entries: done, done: stores.done, size }),
    });
  } finally {
    bar.stop();
    await pool.close();
  }
}
