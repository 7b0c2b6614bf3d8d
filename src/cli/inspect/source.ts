import { existsSync } from 'node:fs';
import { formatOf } from '../format.js';
import { openInput, readWhole, UnreadableError, type Input } from '../input.js';
import type { RecordsFormat } from '../store/file.js';
import { bytesFromHex, isText, whyNotHex } from '../../inspect/hex.js';

/** An entry is at most 322 bytes, 644 digits of hex; what is much longer is not one, and is not worth printing. */
const MAX_ENTRY_INPUT = 64 * 1024;
/** A proof is at most 4 KB but for a payload, which may be as long as a record of a bundle. */
export const MAX_PROOF_INPUT = 64 * 1024 * 1024;
const PROOF_LIMIT = `a proof is read up to ${MAX_PROOF_INPUT / 1024 / 1024} MiB`;

/** What an argument names. Entries and proofs are at hand whole, the others are read as one goes along. */
export type Source =
  | { readonly type: 'entry' | 'proof'; readonly bytes: Uint8Array }
  | { readonly type: RecordsFormat; readonly chunks: AsyncIterable<Uint8Array> };

// eslint-disable-next-line @typescript-eslint/require-await -- what reads it awaits
async function* only(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function ofBytes(bytes: Uint8Array): Source {
  const format = formatOf(bytes);
  if (format === 'proof') return { type: 'proof', bytes };
  return format === 'bundle' ? { type: 'bundle', chunks: only(bytes) } : { type: 'entry', bytes };
}

/** Whether a text begins as a proof or a bundle does in hex. */
function isLongInHex(head: Uint8Array): boolean {
  const start = Buffer.from(head).toString('latin1').replace(/\s+/g, '').slice(0, 32);
  const bytes = isText(head) ? bytesFromHex(start) : undefined;
  const format = bytes && formatOf(bytes);
  return format === 'proof' || format === 'bundle';
}

async function sourceOf(input: Input): Promise<Source> {
  const { head, chunks } = input;
  const format = formatOf(head);
  if (format === 'proof')
    return { type: 'proof', bytes: await readWhole(input, MAX_PROOF_INPUT, PROOF_LIMIT) };
  if (format === 'bundle' || format === 'json-lines') return { type: format, chunks };
  if (format === 'aquadoggo') {
    input.close();
    throw new UnreadableError(
      `${input.name} is a database: sasako verify and sasako extract read it, and --at N shows what is in row N`,
    );
  }
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
  throw new UnreadableError(
    `'${named.length > 40 ? `${named.slice(0, 40)}…` : named}' is neither a file nor hex: ${whyNotHex(named)}`,
  );
}
