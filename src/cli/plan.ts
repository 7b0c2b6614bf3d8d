import { Command } from 'commander';
import { wrap } from '../conformance/report/layout.js';
import { MAX_U64, type Profile } from '../index.js';
import { plan, SeqNumRanges } from '../verify/index.js';
import { logOptions, orUnreadable, parseRanges, parseSeqNum, STORES_HELP } from './arguments.js';
import { counted } from '../bamboo/counted.js';
import { listed } from './counted.js';
import { prose } from './help.js';
import { UnreadableError } from './input.js';
import { withLog, type LogChoice } from './store/log-reader.js';
import { columns } from './terminal.js';

interface Options {
  want: SeqNumRanges;
  have?: string;
  full?: true;
  newest?: bigint;
  author?: string;
  log?: bigint;
  profile?: Profile;
  json?: true;
}

const HELP = `
RANGES are sequence numbers: 1-40,121,300- (an open end goes up to 2^64 - 1).
A PATH is a ${STORES_HELP}
One has what is in it, whether it is sound or not ("sasako verify" tells).

Exit status: 0 whether something is to be fetched or not; 2 wrong usage, or
what can't be read.

Examples:
  $ sasako plan --want 23
  $ sasako plan --want 23 --have 1-13 --newest 30
  $ sasako plan --want 100- --newest 120 --have log.bundle --full --json
  $ sasako plan --want 23 --have db.sqlite --author ca93ac17 --log 7`;

/** `sasako plan`: what to fetch so that wanted entries can be verified. */
export function planCommand(): Command {
  const command = new Command('plan')
    .summary('say what to fetch so that wanted entries can be verified')
    .description(
      'Says which entries of a log to fetch so that the wanted ones can be path-verified, and stay verifiable when the log grows.',
    )
    .requiredOption('--want <RANGES>', 'the entries in which one is interested', parseRanges)
    .option('--have <RANGES|PATH>', 'what is at hand (default: nothing)')
    .option('--full', 'not only path-verified, but verified: with every entry up to the highest wanted')
    .option('--newest <N>', "the log's newest entry: what would come after it isn't asked for", parseSeqNum)
    .option('--json', 'print JSON')
    .addHelpText('after', prose(HELP));
  for (const option of logOptions()) command.addOption(option);
  return command.action((options: Options) => orUnreadable(() => printPlan(options)));
}

async function printPlan(options: Options): Promise<void> {
  const { want, full = false, newest } = options;
  const { have, remarks } = await haveOf(options);
  const fetch = plan({ have, want, full, newest });
  if (options.json) {
    const said = {
      want,
      have,
      full,
      newest: newest?.toString() ?? null,
      fetch,
      count: fetch.size.toString(),
      notes: remarks,
    };
    console.log(JSON.stringify(said, undefined, 2));
  } else {
    const notes = remarks.flatMap((remark) => wrap(`note: ${remark}`, columns()));
    console.log([...inWords(fetch, have, options), ...notes].join('\n'));
  }
}

/** What is at hand, and what there is to say about how that was read. */
interface AtHand {
  readonly have: SeqNumRanges;
  readonly remarks: readonly string[];
}

/** What doesn't look like these is a path. */
const RANGES = /^[0-9][0-9,\s-]*$/;

/** What is at hand: ranges, or the sequence numbers of a store. */
async function haveOf({ have, author, log, profile }: Options): Promise<AtHand> {
  const isStore = have !== undefined && !RANGES.test(have);
  if (!isStore && (author !== undefined || log !== undefined || profile !== undefined)) {
    throw new UnreadableError('--author, --log and --profile choose a log of what --have names: a PATH');
  }
  if (have === undefined) return { have: SeqNumRanges.NONE, remarks: [] };
  if (!isStore) {
    try {
      return { have: SeqNumRanges.parse(have), remarks: [] };
    } catch (error) {
      throw new UnreadableError(`option '--have': ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return await seqNumsOf(have, { author, logId: log, profile });
}

async function seqNumsOf(path: string, choice: LogChoice): Promise<AtHand> {
  return await withLog(path, choice, async (reader) => {
    let have = SeqNumRanges.NONE;
    for await (const items of reader.batches()) {
      have = have.union(SeqNumRanges.of(items.map(({ decoded }) => decoded.seqNum)));
    }
    if (have.isEmpty && reader.others + reader.undecodable > 0) reader.requireLog();
    return { have, remarks: reader.remarks };
  });
}

function inWords(fetch: SeqNumRanges, have: SeqNumRanges, options: Options): string[] {
  const { full, newest } = options;
  const width = columns();
  const goal = full ? 'verified' : 'path-verified';
  const above =
    newest === undefined || newest === MAX_U64
      ? SeqNumRanges.NONE
      : options.want.and(SeqNumRanges.of([[newest + 1n, MAX_U64]]));
  const want = options.want.without(above);
  // Who wants all that there is and will be knows that some of it isn't there yet.
  const isOpen = above.max === MAX_U64;
  const later =
    above.isEmpty || (isOpen && !want.isEmpty)
      ? []
      : wrap(`${listed(above)}: above the newest entry, ${newest!.toString()}, and not there yet.`, width);
  if (fetch.isEmpty) {
    const said = options.want.isEmpty
      ? 'Nothing is wanted.'
      : want.isEmpty
        ? 'Nothing that it will need is missing.'
        : `Nothing is missing: everything is at hand for ${listed(want)} to be ${goal}.`;
    return [...later, ...wrap(said, width)];
  }
  const aim = want.isEmpty ? `which it will need to be ${goal}` : `so that ${listed(want)} can be ${goal}`;
  const lines = [
    ...later,
    ...wrap(listed(fetch), width - 7).map((line, i) => (i === 0 ? 'fetch  ' : '       ') + line),
    ...wrap(
      `${counted(fetch.size, 'entry', 'entries')} in ${counted(BigInt(fetch.rangeCount), 'range', 'ranges')}, ${aim}.`,
      width,
    ),
  ];
  const highest = [have.max, want.max].reduce((a, b) => ((a ?? 0n) > (b ?? 0n) ? a : b))!;
  if (newest === undefined && fetch.max! > highest) {
    const beyond = fetch.and(SeqNumRanges.of([[highest + 1n, fetch.max!]]));
    lines.push(
      ...wrap(
        `What is above ${highest.toString()} (${listed(beyond)}) may not exist yet: --newest tells ` +
          'how long the log is.',
        width,
      ),
    );
  }
  return lines;
}
