import { Command, Option } from 'commander';
import { wrap } from '../conformance/report/layout.js';
import { MAX_U64, type Profile } from '../index.js';
import { plan, SeqNumRanges, writeBundle, type PayloadsKept } from '../verify/index.js';
import { logOptions, orUnreadable, parseRanges, STORES_HELP } from './arguments.js';
import { counted } from '../bamboo/counted.js';
import { listed } from './counted.js';
import { prose } from './help.js';
import { ReplicaMaker, type MadeReplica } from './extract/replica.js';
import { STANDARD_OUTPUT, tell, writeOutput } from './output.js';
import { withLog, type LogReader } from './store/log-reader.js';
import { columns } from './terminal.js';

interface Options {
  want: SeqNumRanges;
  out: string;
  full?: true;
  payloads: PayloadsKept;
  author?: string;
  log?: bigint;
  profile?: Profile;
  json?: true;
}

const HELP = `
PATH is a ${STORES_HELP}
Where it holds several logs, --author and --log choose one.

RANGES are sequence numbers, such as 1-40,121,300-; 1- takes all. What is kept
are the entries of the wanted ones' certificate pools (with --full, every entry
up to the highest wanted one) as far as they are at hand, each once, and the
payloads of the wanted ones. What is no authentic entry of the log is left out.
OUT is written whole or not at all.

Exit status: 0 OUT is written, and nothing that is needed is missing; 1 it is
written, and something is missing, or all that is wanted; 2 wrong usage, what can't be read or
written.

Examples:
  $ sasako extract log.bundle --want 23 --out part.bundle
  $ sasako extract log.jsonl --want 1-40,121 --payloads all --out part.bundle
  $ sasako extract all.bundle --author ca93 --log 7 --want 9 --out part.bundle
  $ sasako extract db.sqlite --author ca93 --log 7 --want 1- --out log.bundle
  $ sasako extract log.jsonl --want 1- --out - | sasako verify -`;

/** `sasako extract`: a replica that carries just what is needed. */
export function extractCommand(): Command {
  const command = new Command('extract')
    .summary('write a replica that carries just what wanted entries need')
    .description(
      'Writes a bundle with just what the wanted entries of a log need to be verified, now and when it grows.',
    )
    .argument('<PATH>', "a bundle, JSON Lines, a database, a directory; '-' for standard input")
    .requiredOption('--want <RANGES>', 'the entries in which one is interested; 1- for all', parseRanges)
    .requiredOption('--out <OUT>', "the bundle to write; '-' for standard output")
    .option('--full', 'not only path-verified, but verified: with every entry up to the highest wanted')
    .addOption(
      new Option('--payloads <which>', 'the payloads to keep')
        .choices(['wanted', 'all', 'none'])
        .default('wanted'),
    )
    .option('--json', 'print JSON')
    .addHelpText('after', prose(HELP));
  for (const option of logOptions()) command.addOption(option);
  return command.action((path: string, options: Options) => orUnreadable(() => writeReplica(path, options)));
}

async function writeReplica(path: string, options: Options): Promise<void> {
  const { want, full = false, payloads, out, author, log: logId, profile } = options;
  await withLog(path, { author, logId, profile }, async (reader) => {
    reader.refuseAsOutput(out);
    const needed = plan({ have: [], want, full });
    const maker = new ReplicaMaker(reader, { want, needed, payloads });
    await maker.start();
    const bytes = await writeOutput(out, writeBundle(reader.requireLog().profile, maker.items()));
    const made = maker.finish();
    tell(
      out,
      options.json ? toJson(made, reader, out, bytes) : inWords(made, reader, options, bytes).join('\n'),
    );
    process.exitCode = made.missing.isEmpty && !made.wanted.atHand.isEmpty ? 0 : 1;
  });
}

function inWords(made: MadeReplica, reader: LogReader, options: Options, bytes: number): string[] {
  const { kept, dropped, missing, lost, wanted, forks } = made;
  const width = columns();
  const lines: string[] = [];
  const say = (label: string, text: string): void => {
    lines.push(...wrap(text, width - 9).map((line, i) => (i === 0 ? label : '').padEnd(9) + line));
  };
  say(
    'kept',
    `${counted(kept.entries, 'entry', 'entries')}, ${counted(kept.payloads, 'payload', 'payloads')}: ` +
      `${counted(bytes, 'byte', 'bytes')} in ${options.out === STANDARD_OUTPUT ? 'standard output' : options.out}`,
  );
  const standing = [...wanted.byStatus].map(([status, n]) => `${n} ${status}`).join(', ');
  const atHand = wanted.atHand.isEmpty ? 'none of them is at hand' : `${listed(wanted.atHand)}: ${standing}`;
  const newest = made.newest ?? 0n;
  const above =
    newest === MAX_U64 ? SeqNumRanges.NONE : options.want.and(SeqNumRanges.of([[newest + 1n, MAX_U64]]));
  say(
    'wanted',
    above.isEmpty ? atHand : `${atHand}; ${listed(above)} above the newest entry, ${newest.toString()}`,
  );
  const forged =
    dropped.notOfLog === 0
      ? ''
      : `, and ${counted(dropped.notOfLog, 'item that is', 'items that are')} no authentic entry of the log`;
  say(
    'dropped',
    `${counted(dropped.entries, 'entry', 'entries')}, ${counted(dropped.payloads, 'payload', 'payloads')}${forged}`,
  );
  if (reader.others > 0)
    say('', `${counted(reader.others, 'entry', 'entries')} of other logs were passed over`);
  if (made.repeats > 0)
    say('', `${counted(made.repeats, 'entry that was', 'entries that were')} there more than once`);
  say('missing', missing.isEmpty ? 'nothing' : `${listed(missing)}: needed, and not in ${reader.name}`);
  if (!lost.downgraded.isEmpty)
    say('lost', `path-verified now, and verified before: ${listed(lost.downgraded)}`);
  if (!lost.payloads.isEmpty) say('lost', `payloads of ${listed(lost.payloads)}`);
  if (!forks.isEmpty) {
    say(
      'forked',
      `at ${listed(forks)}, which the replica doesn't show: "sasako verify --proofs" keeps the proofs`,
    );
  }
  for (const remark of reader.remarks) say('note', remark);
  return lines;
}

function toJson(made: MadeReplica, reader: LogReader, out: string, bytes: number): string {
  const { kept, dropped, missing, lost, wanted, forks } = made;
  const { profile, author, logId } = reader.requireLog();
  return JSON.stringify(
    {
      out,
      bytes,
      log: { profile, author: Buffer.from(author).toString('hex'), logId: logId.toString() },
      kept,
      dropped,
      otherLogs: reader.others,
      repeats: made.repeats,
      damages: reader.damages,
      wanted: { atHand: wanted.atHand, ...Object.fromEntries(wanted.byStatus) },
      newest: made.newest?.toString() ?? null,
      missing,
      lost,
      hiddenForks: forks,
      notes: reader.remarks,
    },
    undefined,
    2,
  );
}
