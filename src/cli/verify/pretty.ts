import pc from 'picocolors';
import { safe, wrap } from '../../conformance/report/layout.js';
import { placeInWords } from '../store/source.js';
import { isWrong, type Audit, type Findings, type InvalidEntry, type WrittenProof } from './audit.js';
import { countedInGroups } from '../counted.js';
import { logName, logTable } from './table.js';

/** So many findings of a kind are shown. */
const MOST_SHOWN = 20;
/** So much of a text out of a store is shown. */
const LONGEST = 160;

function shown(text: string): string {
  return safe(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
}

/** The audit for people, at most `width` columns wide. */
export function inWords(
  audit: Audit,
  proofs: readonly WrittenProof[] | undefined,
  { all, width }: { readonly all: boolean; readonly width: number },
): string {
  const lines = [...sourceLines(audit, width), ''];
  if (audit.totals.entries > 0) {
    const [head, ...rows] = logTable(audit, all, width);
    lines.push(pc.bold(head), ...rows, '');
  }
  for (const section of [invalidLines, forkLines, damageLines, contradictionLines]) {
    const told = section(audit, width);
    if (told.length > 0) lines.push(...told, '');
  }
  if (proofs && proofs.length > 0) lines.push(...proofLines(proofs, width), '');
  const { copies } = audit.totals;
  if (copies > 0) {
    const told = `${countedInGroups(copies, 'entry is a copy', 'entries are copies')} of others, and counted as often as they are there`;
    lines.push(...indented(`note: ${told}`, width, 0));
  }
  for (const note of audit.notes) lines.push(...indented(`note: ${safe(note)}`, width, 0));
  if (copies > 0 || audit.notes.length > 0) lines.push('');
  lines.push(...verdict(audit, width));
  return lines.join('\n');
}

function indented(text: string, width: number, indent = 2): string[] {
  return wrap(text, width - indent - 2).map((line, i) => ' '.repeat(i === 0 ? indent : indent + 2) + line);
}

const KINDS = { bundle: 'bundle', 'json-lines': 'JSON Lines', aquadoggo: 'aquadoggo database' } as const;

function sourceLines({ sources, profile, guessed, totals }: Audit, width: number): string[] {
  const how = `profile ${profile}${guessed ? ' (guessed: --profile chooses)' : ''}`;
  if (sources.length === 1) {
    const { path, kind } = sources[0]!;
    const what = `${safe(path)}: ${KINDS[kind]}, ${countedInGroups(totals.entries, 'entry', 'entries')}, ${how}`;
    return indented(what, width, 0);
  }
  const told = sources.slice(0, MOST_SHOWN).flatMap(({ path, kind, entries }) => {
    return indented(
      `${safe(path)}: ${KINDS[kind]}, ${countedInGroups(entries, 'entry', 'entries')}`,
      width,
      0,
    );
  });
  if (sources.length > MOST_SHOWN)
    told.push(`and ${countedInGroups(sources.length - MOST_SHOWN, 'more store')}`);
  return [...told, how];
}

function section<T>(
  title: string,
  { count, first }: Findings<T>,
  width: number,
  toText: (one: T) => string,
): string[] {
  if (count === 0) return [];
  const lines = [pc.bold(`${title} (${count.toLocaleString('en')})`)];
  for (const one of first.slice(0, MOST_SHOWN)) lines.push(...indented(toText(one), width));
  const more = count - MOST_SHOWN;
  if (more > 0) {
    const listed = first.length > MOST_SHOWN ? '; --json lists more' : '';
    lines.push(...indented(`and ${more.toLocaleString('en')} more${listed}`, width));
  }
  return lines;
}

function invalidLines(audit: Audit, width: number): string[] {
  return section('Invalid entries', audit.invalid, width, (entry) => {
    const at = entry.offset === undefined ? '' : ` at its byte ${entry.offset}`;
    return `${placed(entry, audit)}: ${claimed(entry, audit)}${entry.reason}${at} (${entry.requirement})`;
  });
}

/** Which store it is goes without saying where there is one. */
function placed({ path, place }: Pick<InvalidEntry, 'path' | 'place'>, { sources }: Audit): string {
  return sources.length === 1 ? placeInWords(place) : `${safe(path)} ${placeInWords(place)}`;
}

function claimed({ claims }: InvalidEntry, audit: Audit): string {
  if (!claims) return '';
  return `entry ${claims.seqNum.toString()} of ${logName(claims.author, claims.logId, audit)}, `;
}

function forkLines(audit: Audit, width: number): string[] {
  const { logs, totals } = audit;
  const first = logs
    .filter(isWrong)
    .flatMap(({ name, logId, forks }) =>
      forks.map((fork) => ({ log: logName(name, logId, audit), ...fork })),
    );
  return section('Forks', { count: totals.forks, first }, width, ({ log, seqNum, implied }) => {
    const told = implied ? 'implied by what entries link to' : 'two entries';
    return `${log} at ${seqNum.toString()}: ${told}`;
  });
}

function damageLines(audit: Audit, width: number): string[] {
  return section('Damages', audit.damages, width, ({ path, place, end, message }) => {
    const behind = end === undefined ? '' : ` (the rest is read from byte ${end} on)`;
    return `${placed({ path, place }, audit)}: ${shown(message)}${behind}`;
  });
}

function contradictionLines(audit: Audit, width: number): string[] {
  const title = 'Rows that contradict their entries';
  return section(title, audit.contradictions, width, ({ path, row, column, says, entrySays }) => {
    return `${placed({ path, place: { row } }, audit)}: ${column} says ${shown(says)}, the entry ${entrySays}`;
  });
}

function proofLines(proofs: readonly WrittenProof[], width: number): string[] {
  return section('Proofs written', { count: proofs.length, first: proofs }, width, ({ file }) => safe(file));
}

function verdict({ outcome, totals, logs, damages, contradictions, unread }: Audit, width: number): string[] {
  const { entries, verified, pathVerified, unlinked, invalid, forks } = totals;
  const ofLogs = `${countedInGroups(entries, 'entry', 'entries')} of ${countedInGroups(logs.length, 'log')}`;
  const say = (text: string, paint: (line: string) => string): string[] => wrap(text, width).map(paint);
  const wrong = [
    invalid > 0 ? `${countedInGroups(invalid, 'entry is', 'entries are')} invalid` : '',
    forks > 0 ? `${countedInGroups(forks, 'sequence number is', 'sequence numbers are')} forked` : '',
    damages.count > 0 ? `${countedInGroups(damages.count, 'place')} could not be read` : '',
    contradictions.count > 0
      ? countedInGroups(
          contradictions.count,
          'column contradicts its entry',
          'columns contradict their entries',
        )
      : '',
  ].filter((part) => part !== '');
  const listed = wrong.length > 1 ? `${wrong.slice(0, -1).join(', ')} and ${wrong.at(-1)!}` : wrong.join('');
  if (outcome === 'interrupted') {
    return say(
      `Interrupted after ${ofLogs}${listed ? `: so far ${listed}` : ', nothing wrong so far'}.`,
      pc.yellow,
    );
  }
  if (outcome === 'invalid') return say(`Not all is well: ${listed}.`, pc.red);
  if (outcome === 'unread') {
    const missing =
      unlinked > 0 ? `, but ${countedInGroups(unlinked, 'entry is', 'entries are')} not linked` : '';
    return say(
      `Not all is known: ${countedInGroups(unread, 'store')} could not be read, as noted above. Nothing is wrong with the ` +
        `${ofLogs} in the others${missing}.`,
      pc.red,
    );
  }
  if (outcome === 'incomplete') {
    const told = countedInGroups(unlinked, 'entry is', 'entries are');
    return say(
      `Nothing is wrong with the ${ofLogs}, but ${told} not linked to the first one of the log: ` +
        'entries are missing.',
      pc.yellow,
    );
  }
  if (entries === 0) return say('There is no entry to verify.', pc.yellow);
  if (pathVerified === 0) return say(`All is well: ${ofLogs}, all verified.`, pc.green);
  const counts = `${countedInGroups(verified, 'verified', 'verified')}, ${countedInGroups(pathVerified, 'path-verified', 'path-verified')}`;
  return say(`All is well: ${ofLogs}, ${counts}.`, pc.green);
}
