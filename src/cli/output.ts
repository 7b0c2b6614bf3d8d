import { once } from 'node:events';
import { writeAtomically } from '../files/index.js';

/** What `--out` may say instead of a file's name. */
export const STANDARD_OUTPUT = '-';

/**
 * Writes what a command makes: to a file, whole or not at all, or to standard output, as it comes.
 *
 * @returns how many bytes
 * @throws {UnwritableError} (rejects) as {@link writeAtomically}
 */
export async function writeOutput(
  out: string,
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<number> {
  if (out !== STANDARD_OUTPUT) return await writeAtomically(out, pieces);
  let written = 0;
  for await (const piece of pieces) {
    written += piece.length;
    if (!process.stdout.write(piece)) await once(process.stdout, 'drain');
  }
  return written;
}

/** Tells what was done where that doesn't get into what was made. */
export function tell(out: string, text: string): void {
  if (out === STANDARD_OUTPUT) console.error(text);
  else console.log(text);
}
