import pc from 'picocolors';
import { safe, wrap } from '../../conformance/report/layout.js';
import { decodeEntry, type Entry, type Profile } from '../../index.js';
import { counted } from '../../bamboo/counted.js';
import { hexOf } from '../../inspect/hex.js';
import { findings, type Finding, type Totals } from './findings.js';
import { byteRange } from '../../inspect/row.js';

/** Below this a record takes several lines. */
const NARROW = 72;
/** From here on authors are shown whole. */
const WIDE = 150;

type RecordFinding = Finding & { type: 'record' };

const WHERE_FROM = {
  header: 'as its header says',
  guess: 'guessed: --profile chooses',
  option: 'as --profile says',
} as const;

/** An entry's fields, where it decodes, whatever is wrong with it otherwise. */
function entryOf({ item, verdict }: RecordFinding, profile: Profile): Entry | undefined {
  if (verdict.ok) return verdict.entry;
  const decoded = decodeEntry(item.entry, { profile });
  return decoded.ok ? decoded.entry : undefined;
}

function drawRecord(finding: RecordFinding, profile: Profile, width: number): string[] {
  const { item, verdict } = finding;
  const entry = entryOf(finding, profile);
  const author = entry ? hexOf(entry.author) : '–';
  const short = entry ? `${author.slice(0, 8)}…` : '–';
  const logId = entry ? entry.logId.toString() : '–';
  const seqNum = entry ? entry.seqNum.toString() : '–';
  const payload = item.payload ? item.payload.length.toString() : '–';
  const at = verdict.ok || verdict.offset === undefined ? '' : ` at byte ${verdict.offset} of the entry`;
  const said = verdict.ok ? 'valid' : `${verdict.reason}${at} (${verdict.requirement})`;
  const paint = verdict.ok ? pc.green : pc.red;
  const where = item.line === undefined ? item.offset.toString() : `line ${item.line}`;
  if (width < NARROW) {
    return [
      where,
      ...wrap(`${short} log ${logId}, number ${seqNum}`, width - 2).map((line) => `  ${line}`),
      `  entry ${counted(item.entry.length, 'byte')}, payload ${payload}`,
      ...wrap(said, width - 2).map((line) => `  ${paint(line)}`),
    ];
  }
  const cells = columnsOf(
    where,
    `${item.entry.length}`,
    payload,
    width < WIDE ? short : author,
    logId,
    seqNum,
    width,
  );
  const [first, ...rest] = wrap(said, Math.max(20, width - cells.length));
  return [cells + paint(first ?? ''), ...rest.map((line) => ' '.repeat(cells.length) + paint(line))];
}

function columnsOf(
  where: string,
  entry: string,
  payload: string,
  author: string,
  logId: string,
  seqNum: string,
  width: number,
): string {
  return (
    `${where.padEnd(10)}  ${entry.padStart(5)}  ${payload.padStart(7)}  ` +
    `${author.padEnd(width < WIDE ? 9 : 64)}  ${logId.padEnd(6)}  ${seqNum.padEnd(7)}  `
  );
}

function drawDamage({ damage }: Finding & { type: 'damage' }, width: number): string[] {
  const { offset, end, line, message } = damage;
  const where = line === undefined ? `bytes ${byteRange(offset, end)}` : `line ${line}`;
  return wrap(`${where}: damaged: ${safe(message)}`, width).map(pc.red);
}

function drawEnd(totals: Totals, all: boolean, width: number): string[] {
  const { records, damages, lookedAt, rejected } = totals;
  const lines = [''];
  const unseen = records - lookedAt;
  if (unseen > 0 && !all) {
    lines.push(...wrap(`… and ${counted(unseen, 'more record')}, not looked at (--all looks at all)`, width));
  }
  const good =
    lookedAt === 0
      ? ''
      : rejected === 0
        ? unseen > 0
          ? ', those above valid'
          : ', all valid'
        : `, ${rejected} rejected`;
  const damaged = damages === 0 ? ', nothing damaged' : `, damaged in ${counted(damages, 'place')}`;
  const said = `${counted(totals.bytes, 'byte')}, ${counted(records, 'record')}${good}${damaged}.`;
  const paint = rejected > 0 || damages > 0 ? pc.red : pc.green;
  return [...lines, ...wrap(said, width).map(paint)];
}

/** What a listing needs to know beside its source. */
interface ListingOptions {
  readonly all: boolean;
  readonly json: boolean;
  readonly width: number;
  /** Resolves when more can be written. */
  readonly write: (text: string) => Promise<void>;
}

type Source = Parameters<typeof findings>[0];

/** Lists a file of records as it is read. @returns what there was in all */
export async function listRecords(
  source: Source,
  { all, json, width, write }: ListingOptions,
): Promise<Totals> {
  return json ? await listAsJson(source, write) : await listAsText(source, all, width, write);
}

async function listAsText(
  source: Source,
  all: boolean,
  width: number,
  write: ListingOptions['write'],
): Promise<Totals> {
  const print = (lines: readonly string[]): Promise<void> => write(lines.map((line) => `${line}\n`).join(''));
  let profile: Profile | undefined;
  let headed = false;
  for await (const finding of findings(source)) {
    if (finding.type === 'profile') {
      profile = finding.profile;
      const what = source.type === 'bundle' ? 'A bundle' : 'JSON Lines';
      await print([...wrap(`${what}, profile ${profile} (${WHERE_FROM[finding.from]})`, width), '']);
    } else if (finding.type === 'damage') await print(drawDamage(finding, width));
    else if (finding.type === 'end') {
      await print(drawEnd(finding.totals, all, width));
      return finding.totals;
    } else {
      if (!headed && width >= NARROW) {
        const where = source.type === 'bundle' ? 'offset' : 'where';
        const head = columnsOf(where, 'entry', 'payload', 'author', 'log', 'number', width);
        await print([pc.bold(`${head}verdict`)]);
      }
      headed = true;
      await print(drawRecord(finding, profile!, width));
    }
  }
  throw new Error('a listing without an end');
}

/** One JSON document, written record by record: a bundle may have millions. */
async function listAsJson(source: Source, write: ListingOptions['write']): Promise<Totals> {
  const damages: object[] = [];
  let profile: Profile | undefined;
  let separator = '\n    ';
  await write(`{\n  "type": ${JSON.stringify(source.type)},\n  "records": [`);
  for await (const finding of findings(source)) {
    if (finding.type === 'profile') profile = finding.profile;
    else if (finding.type === 'damage') damages.push(finding.damage);
    else if (finding.type === 'record') {
      await write(separator + JSON.stringify(recordToJson(finding, profile!)));
      separator = ',\n    ';
    } else {
      const rest = { profile, damages, totals: finding.totals };
      await write(
        `${separator === ',\n    ' ? '\n  ' : ''}],\n${JSON.stringify(rest, undefined, 2).slice(2)}\n`,
      );
      return finding.totals;
    }
  }
  throw new Error('a listing without an end');
}

function recordToJson(finding: RecordFinding, profile: Profile): object {
  const { item, verdict } = finding;
  const entry = entryOf(finding, profile);
  return {
    offset: item.offset,
    ...(item.line === undefined ? {} : { line: item.line }),
    entryLength: item.entry.length,
    payloadLength: item.payload?.length ?? null,
    ...(entry
      ? { author: hexOf(entry.author), logId: entry.logId.toString(), seqNum: entry.seqNum.toString() }
      : {}),
    verdict: verdict.ok ? { ok: true, hash: hexOf(verdict.hash) } : verdict,
  };
}
