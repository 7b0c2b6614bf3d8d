import { existsSync } from 'node:fs';
import {
  isBundle,
  isJsonLines,
  isProof,
  openInput,
  readWhole,
  UnreadableError,
  type Input,
} from '../input.js';
import { bytesFromHex } from './hex.js';

/** An entry is at most 322 bytes, 644 digits of hex; what is much longer is not one, and is not worth printing. */
const MAX_ENTRY_INPUT = 64 * 1024;
/** A proof is at most 4 KB but for a payload, which may be as long as a record of a bundle. */
export const MAX_PROOF_INPUT = 64 * 1024 * 1024;
const PROOF_LIMIT = `a proof is read up to ${MAX_PROOF_INPUT / 1024 / 1024} MiB`;

/** What an argument names. Entries and proofs are at hand whole, the others are read as one goes along. */
export type Source =
  | { readonly type: 'entry' | 'proof'; readonly bytes: Uint8Array }
  | { readonly type: 'bundle' | 'lines'; readonly chunks: AsyncIterable<Uint8Array> };

/** Whether all bytes are printable ASCII or white space. Raw entries begin with 00 or 01, which are neither. */
function isText(bytes: Uint8Array): boolean {
  return bytes.every((byte) =>
    byte >= 0x20 ? byte < 0x7f : byte === 0x0a || byte === 0x0d || byte === 0x09,
  );
}

// eslint-disable-next-line @typescript-eslint/require-await -- what reads it awaits
async function* only(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function ofBytes(bytes: Uint8Array): Source {
  if (isProof(bytes)) return { type: 'proof', bytes };
  return isBundle(bytes) ? { type: 'bundle', chunks: only(bytes) } : { type: 'entry', bytes };
}

/** Whether a text begins as a proof or a bundle does in hex. */
function isLongInHex(head: Uint8Array): boolean {
  const start = Buffer.from(head).toString('latin1').replace(/\s+/g, '').slice(0, 32);
  const bytes = isText(head) ? bytesFromHex(start) : undefined;
  return bytes !== undefined && (isProof(bytes) || isBundle(bytes));
}

async function sourceOf(input: Input): Promise<Source> {
  const { head, chunks } = input;
  if (isProof(head)) return { type: 'proof', bytes: await readWhole(input, MAX_PROOF_INPUT, PROOF_LIMIT) };
  if (isBundle(head)) return { type: 'bundle', chunks };
  if (isJsonLines(head)) return { type: 'lines', chunks };
  const content = isLongInHex(head)
    ? await readWhole(input, 2 * MAX_PROOF_INPUT, PROOF_LIMIT)
    : await readWhole(input, MAX_ENTRY_INPUT, 'an entry has at most 322');
  return ofBytes(
    (isText(content) ? bytesFromHex(Buffer.from(content).toString('latin1')) : undefined) ?? content,
  );
}

/**
 * What an argument names: hex, a file, or `-` for standard input. Files hold an entry or a proof, raw or in hex, a
 * bundle, or JSON Lines, and are told apart by how they begin.
 *
 * @throws {UnreadableError} that says what is wrong with it
 */
export async function openSource(named: string): Promise<Source> {
  if (named === '-' || existsSync(named)) return await sourceOf(await openInput(named));
  const bytes = bytesFromHex(named);
  if (bytes) return ofBytes(bytes);
  if (/[/\\.]/.test(named)) throw new UnreadableError(`there is no file ${named}`);
  const badDigit = /[^0-9a-f\s]/i.exec(named.replace(/^0x/i, '  '));
  throw new UnreadableError(
    `'${named.length > 40 ? `${named.slice(0, 40)}…` : named}' is neither a file nor hex: ` +
      (badDigit ? `character ${badDigit.index + 1} is '${badDigit[0]}'` : 'its number of digits is odd'),
  );
}
