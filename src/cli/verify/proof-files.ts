import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UnwritableError, writeAtomically } from '../../files/index.js';
import type { LogSet } from '../../verify/log-set.js';
import { hexOf } from '../../inspect/hex.js';
import type { WrittenProof } from './audit.js';

/**
 * Writes every proof that a set has as a file of its own, `<kind>-<first 8 digits of the author>-<log
 * id>-<sequence number>.proof`. Where that is taken by another proof of the same run, `-2` and so on follows.
 *
 * @throws {UnwritableError} where one can't be written
 */
export async function writeProofs(set: LogSet, folder: string): Promise<WrittenProof[]> {
  const written: WrittenProof[] = [];
  const taken = new Map<string, number>();
  for (const { kind, author, logId, seqNum, bytes } of set.proofs()) {
    if (written.length === 0) await makeFolder(folder);
    const hex = hexOf(author);
    const name = `${kind}-${hex.slice(0, 8)}-${logId.toString()}-${seqNum.toString()}`;
    const count = (taken.get(name) ?? 0) + 1;
    taken.set(name, count);
    const file = join(folder, count === 1 ? `${name}.proof` : `${name}-${count}.proof`);
    await writeAtomically(file, bytes);
    written.push({ file, kind, author: hex, logId, seqNum });
  }
  return written;
}

/** Before anything is read. @throws {UnwritableError} (rejects) where there is something that is no folder */
export async function checkFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => undefined);
  if (found && !found.isDirectory())
    throw new UnwritableError(`${folder} is no folder, and proofs go into one`);
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why =
      code === 'ENOTDIR' || code === 'EEXIST'
        ? 'what it would be in is no folder'
        : code === 'EACCES' || code === 'EPERM' || code === 'EROFS'
          ? 'that is not permitted'
          : message;
    throw new UnwritableError(`the folder ${folder} can't be made: ${why}`);
  }
}
