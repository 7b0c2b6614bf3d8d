import { open, stat } from 'node:fs/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import pc from 'picocolors';
import { decodeEntry, lipmaa, verifyEntry, PROFILES, type Profile, type Verdict } from '../index.js';
import { columns } from './terminal.js';
import { layoutOf, type FieldRange } from '../bamboo/layout.js';

/** An entry is at most 322 bytes, 644 digits of hex; what is much longer is not one, and is not worth printing. */
const MAX_INPUT_BYTES = 64 * 1024;

/** What is known of an entry in one profile. */
interface Inspection {
  profile: Profile;
  bytes: Uint8Array;
  fields: FieldRange[];
  verdict: Verdict;
  /** The field that the reason is about. */
  fault: FieldRange | undefined;
}

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

function bytesFromHex(text: string): Uint8Array | undefined {
  const digits = text.replace(/\s+/g, '').replace(/^0x/i, '');
  if (digits.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(digits)) return undefined;
  return Uint8Array.from(Buffer.from(digits, 'hex'));
}

/** Reads at most {@link MAX_INPUT_BYTES}. @throws {InvalidArgumentError} where there is more */
async function readBounded(path: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const file = path === '-' ? undefined : await open(path);
  try {
    for await (const part of file ? file.createReadStream({ autoClose: false }) : process.stdin) {
      parts.push(part as Uint8Array);
      length += (part as Uint8Array).length;
      if (length > MAX_INPUT_BYTES) {
        throw new InvalidArgumentError(
          `${path === '-' ? 'standard input' : path} is longer than ${MAX_INPUT_BYTES} bytes; an entry has at most 322`,
        );
      }
    }
  } finally {
    await file?.close();
  }
  return Buffer.concat(parts);
}

/** The bytes that ENTRY names: hex, a file of hex or of raw bytes, or `-` for standard input. */
async function readEntry(source: string): Promise<Uint8Array> {
  const found = source === '-' ? undefined : await stat(source).catch(() => undefined);
  if (found?.isDirectory()) throw new InvalidArgumentError(`${source} is a directory`);
  if (source === '-' || found?.isFile()) {
    const content = await readBounded(source);
    // Raw entries begin with 00 or 01, which no text does.
    const isText = content.every((byte) => byte >= 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09);
    return (isText ? bytesFromHex(Buffer.from(content).toString('latin1')) : undefined) ?? content;
  }
  const bytes = bytesFromHex(source);
  if (!bytes) {
    if (/[/\\.]/.test(source)) throw new InvalidArgumentError(`there is no file ${source}`);
    const badDigit = /[^0-9a-f\s]/i.exec(source.replace(/^0x/i, '  '));
    throw new InvalidArgumentError(
      `'${source.length > 40 ? `${source.slice(0, 40)}…` : source}' is neither a file nor hex: ` +
        (badDigit ? `character ${badDigit.index + 1} is '${badDigit[0]}'` : 'its number of digits is odd'),
    );
  }
  return bytes;
}

function inspect(bytes: Uint8Array, profile: Profile): Inspection {
  const fields = layoutOf(bytes, profile, lipmaa);
  const decoded = decodeEntry(bytes, { profile });
  const verdict = decoded.ok ? verifyEntry(bytes, { profile }) : decoded;
  let fault: FieldRange | undefined;
  if (!verdict.ok) {
    const { offset } = verdict;
    fault =
      offset === undefined
        ? fields.find(({ name }) => name === 'signature')
        : (fields.find(({ start, end }) => start <= offset && offset < end) ?? fields.at(-1));
  }
  return { profile, bytes, fields, verdict, fault };
}

/** How far an entry could be read: the profile that gets further is the one that was meant. */
function progressOf({ verdict, bytes }: Inspection): number {
  return verdict.ok || verdict.offset === undefined ? bytes.length + 1 : verdict.offset;
}

function valueOf({ bytes }: Inspection, { name, start, end, integer }: FieldRange): string {
  const field = bytes.subarray(start, end);
  const hex = hexOf(field);
  if (integer !== undefined) return `${integer.toString()}  (${hex})`;
  if (name === 'tag') {
    const meaning =
      field[0] === 0 ? 'an entry' : field[0] === 1 ? 'the last entry of its log' : 'no known tag';
    return `${hex}  ${meaning}`;
  }
  return hex;
}

/** Cuts text into lines that fit a width. */
function fold(text: string, width: number): string[] {
  const lines = [];
  for (let start = 0; start < text.length; start += width) lines.push(text.slice(start, start + width));
  return lines.length ? lines : [''];
}

function render(inspection: Inspection, guessed: boolean, width: number): string {
  const { profile, bytes, fields, verdict, fault } = inspection;
  const indent = 31;
  const lines = [
    `${bytes.length} bytes, profile ${profile}${guessed ? ' (guessed: --profile chooses)' : ''}`,
    '',
    pc.bold('bytes     field                value'),
  ];
  for (const field of fields) {
    const { name, start, end, cutOff } = field;
    const range = end - start === 1 ? String(start) : end === start ? '–' : `${start}–${end - 1}`;
    const text = start === end ? '(no bytes left)' : valueOf(inspection, field);
    const value = fold(text, Math.max(16, width - indent));
    const paint = field === fault ? pc.red : name === 'not read' ? pc.dim : (text: string) => text;
    lines.push(`${range.padEnd(10)}${paint(name.padEnd(indent - 10))}${paint(value[0]!)}`);
    for (const more of value.slice(1)) lines.push(' '.repeat(indent) + paint(more));
    if (cutOff && end > start) lines.push(' '.repeat(indent) + paint('… the input ends here'));
    if (field === fault && !verdict.ok) {
      const at = verdict.offset === undefined ? '' : ` at byte ${verdict.offset}`;
      lines.push(' '.repeat(indent) + pc.red(`^ ${verdict.reason}${at} (${verdict.requirement})`));
    }
  }
  lines.push('');
  if (verdict.ok) {
    lines.push(
      `hash      ${fold(hexOf(verdict.hash), Math.max(16, width - 10)).join(`\n${' '.repeat(10)}`)}`,
    );
    lines.push(
      pc.green('The entry decodes and its signature is valid.'),
      'Its payload and the entries it links to were not at hand.',
    );
  } else {
    lines.push(pc.red(`Rejected: ${verdict.reason}, which breaks ${verdict.requirement}.`));
  }
  return lines.join('\n');
}

function toJson({ profile, bytes, fields, verdict, fault }: Inspection): string {
  return JSON.stringify(
    {
      profile,
      length: bytes.length,
      fields: fields.map(({ name, start, end, cutOff, integer, requirement }) => ({
        name,
        start,
        end,
        bytes: hexOf(bytes.subarray(start, end)),
        ...(integer === undefined ? {} : { integer: integer.toString() }),
        ...(cutOff ? { cutOff } : {}),
        requirement,
      })),
      verdict: verdict.ok
        ? { ok: true, hash: hexOf(verdict.hash) }
        : { ...verdict, ...(fault ? { field: fault.name } : {}) },
    },
    undefined,
    2,
  );
}

/** `sasako inspect`: one entry, byte range by byte range. Exits with 0 where it is good, 1 where not, 2 for misuse. */
export function inspectCommand(): Command {
  return new Command('inspect')
    .description('show one entry byte range by byte range, and what is wrong with it and where')
    .argument('<entry>', "hex, a file of hex or of raw bytes, or '-' for standard input")
    .addOption(
      new Option('--profile <profile>', 'the profile to read it in (default: guessed)').choices(PROFILES),
    )
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Exit status: 0 the entry decodes and its signature is valid; 1 it is rejected; 2 it can't be read.

Examples:
  $ sasako inspect 008a88e3dd…
  $ sasako inspect --profile bamboo entry.bin
  $ cat entry.hex | sasako inspect - --json`,
    )
    .action(async (source: string, options: { profile?: Profile; json?: boolean }, command: Command) => {
      let bytes: Uint8Array;
      try {
        bytes = await readEntry(source);
      } catch (error) {
        command.error(`error: ${(error as Error).message}`, { exitCode: 2 });
      }
      const inspections = (options.profile ? [options.profile] : PROFILES).map((profile) =>
        inspect(bytes, profile),
      );
      const best = inspections.reduce((a, b) => (progressOf(b) > progressOf(a) ? b : a));
      const width = columns();
      console.log(options.json ? toJson(best) : render(best, !options.profile, width));
      process.exitCode = best.verdict.ok ? 0 : 1;
    });
}
