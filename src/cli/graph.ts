import { Command } from 'commander';
import { counted } from '../bamboo/counted.js';
import type { Profile } from '../index.js';
import { verifyLog, type LogReport } from '../verify/index.js';
import { logOptions, orUnreadable, parseSeqNum, STORES_HELP } from './arguments.js';
import { prose } from './help.js';
import { graphOf, MOST_ENTRIES, TooLongError, type GraphNode } from '../graph/model.js';
import type { Caption } from '../graph/svg.js';
import { UnreadableError } from './input.js';
import { hexOf } from '../inspect/hex.js';
import { STANDARD_OUTPUT, writeOutput } from './output.js';
import { withLog, type ChosenLog, type LogChoice } from './store/log-reader.js';

interface Options {
  author?: string;
  log?: bigint;
  profile?: Profile;
  from?: bigint;
  to?: bigint;
  pool?: bigint;
  out: string;
  dark?: true;
}

const HELP = `
LOG is a ${STORES_HELP}
Where it holds several logs, --author and --log choose one.

The entries stand in a line, oldest first; lines between neighbours are
backlinks, arcs are lipmaalinks. What links point to and is not at hand is
hollow; entries of a fork stand above each other. The whole log is verified, of
which at most ${MOST_ENTRIES} entries are drawn, and what these link to.

Exit status: 0 it is drawn, whatever is wrong with the log; 2 wrong usage,
what can't be read or written, or too much to draw.

Examples:
  $ sasako graph log.bundle --out log.svg
  $ sasako graph log.bundle --pool 23 > pool.svg
  $ sasako graph all.bundle --author ca93ac17 --log 7 --from 300 --out part.svg
  $ sasako graph db.sqlite --author ca93ac17 --log 7 --out log.svg`;

/** `sasako graph`: a picture of a log's links. */
export function graphCommand(): Command {
  const command = new Command('graph')
    .summary("draw a log's links as an SVG")
    .description("Draws a log's links as an SVG: each entry with its status, forks, and a certificate pool.")
    .argument('<LOG>', "a bundle, JSON Lines, a database, a directory; '-' for standard input")
    .option('--from <N>', 'the first entry to draw', parseSeqNum)
    .option('--to <N>', 'the last entry to draw', parseSeqNum)
    .option('--pool <N>', "highlight this entry's certificate pool", parseSeqNum)
    .option('--out <FILE>', "where to write it; '-' for standard output", STANDARD_OUTPUT)
    .option('--dark', "dark, and not as the reader's system has it")
    .addHelpText('after', prose(HELP));
  for (const option of logOptions()) command.addOption(option);
  return command.action((path: string, options: Options) => orUnreadable(() => draw(path, options)));
}

/** All of a log, as it stands in a store. */
async function readLog(path: string, choice: LogChoice, out: string) {
  return await withLog(path, choice, async (reader) => {
    reader.refuseAsOutput(out);
    const entries: Uint8Array[] = [];
    const payloads: (Uint8Array | undefined)[] = [];
    for await (const items of reader.batches()) {
      for (const { entry, payload } of items) {
        entries.push(entry);
        payloads.push(payload);
      }
    }
    return { log: reader.requireLog(), entries, payloads, remarks: reader.remarks };
  });
}

async function draw(path: string, options: Options): Promise<void> {
  const { author, log: logId, profile, from, to, pool, out, dark = false } = options;
  if (from !== undefined && to !== undefined && from > to)
    throw new UnreadableError('--from must not be above --to');
  const { log, entries, payloads, remarks } = await readLog(path, { author, logId, profile }, out);
  for (const remark of remarks) process.stderr.write(`note: ${remark}\n`);
  const report = verifyLog(entries, { ...log, payloads });
  let graph;
  try {
    graph = graphOf({ profile: log.profile, entries, report, from, to, pool });
  } catch (error) {
    if (error instanceof TooLongError) throw new UnreadableError(error.message);
    throw error;
  }
  if (graph.nodes.length === 0) throw new UnreadableError('there is no entry from --from to --to');
  // Only who draws waits for what draws.
  const { drawSvg } = await import('../graph/svg.js');
  const caption = captionOf(log, graph.nodes, report, pool);
  const svg = drawSvg(graph, caption, dark ? 'dark-file' : 'file');
  await writeOutput(out, [Buffer.from(svg)]);
  if (out !== STANDARD_OUTPUT) console.log(`${out}: ${caption.heading}, ${caption.summary}`);
}

const listed = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)!}`;

function captionOf(
  log: ChosenLog,
  nodes: readonly GraphNode[],
  report: LogReport,
  pool: bigint | undefined,
): Caption {
  const author = hexOf(log.author);
  const atHand = nodes.filter(({ status }) => status !== 'absent');
  const counts = new Map<string, number>();
  for (const { status } of atHand) counts.set(status, (counts.get(status) ?? 0) + 1);
  const standing =
    counts.size === 1
      ? `${atHand.length === 1 ? '' : 'all '}${[...counts.keys()][0]!}`
      : listed([...counts].map(([status, count]) => `${count} ${status}`));
  const parts = [`${counted(atHand.length, 'entry', 'entries')}, ${standing}`];
  if (report.entries.length > atHand.length) parts[0] = `${parts[0]!} (of ${report.entries.length} at hand)`;
  const [lowest] = report.forks;
  if (lowest) parts.push(`forked from ${lowest.seqNum.toString()} on`);
  if (pool !== undefined) parts.push(`certificate pool of ${pool.toString()}`);
  const heading = `Log ${log.logId.toString()} of ${author.slice(0, 16)}…`;
  const first = nodes[0]!.seqNum.toString();
  const last = nodes.at(-1)!.seqNum.toString();
  return {
    heading,
    summary: parts.join(' · '),
    description:
      `Log ${log.logId.toString()} of the author ${author}, profile ${log.profile}, from sequence number ${first} to ${last}: ` +
      `${parts.join('; ')}. Entries stand in a line, oldest first; lines between neighbours are backlinks, arcs are lipmaalinks.`,
  };
}
