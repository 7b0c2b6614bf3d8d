import { readFileSync } from 'node:fs';
import { HarnessError, messageOf } from './errors.js';

/** The failures that are known, by the vector's id, each with the reason why it fails. */
export type ExpectedFailures = ReadonlyMap<string, string>;

/**
 * Reads a list of expected failures. A line names one or more vectors, and after `#` says in words why they fail.
 * Empty lines, and lines that begin with `#`, are ignored.
 *
 * ```
 * # my-bamboo 1.2
 * decode-trailing-one decode-trailing-many   # bytes after the signature are ignored (ticket 14)
 * decode-tag-2                               # any tag is taken for 00
 * ```
 *
 * @param source the text.
 * @param name what to call it in errors.
 * @throws {HarnessError} that names the line, where a reason is missing or a vector is named twice.
 */
export function parseExpectedFailures(source: string, name: string): ExpectedFailures {
  const failures = new Map<string, string>();
  source.split(/\r?\n/).forEach((line, index) => {
    const where = `${name}, line ${index + 1}`;
    const hash = line.indexOf('#');
    const ids = (hash === -1 ? line : line.slice(0, hash)).split(/\s+/).filter((word) => word !== '');
    if (ids.length === 0) return;
    const reason = hash === -1 ? '' : line.slice(hash + 1).trim();
    if (reason === '') {
      const first = ids[0]!.slice(0, 80);
      throw new HarnessError(`${where}: say after "#" why it should fail, as in "${first}  # why"`);
    }
    for (const id of ids) {
      if (failures.has(id)) throw new HarnessError(`${where}: ${id} is listed twice`);
      failures.set(id, reason);
    }
  });
  return failures;
}

/**
 * Reads a file of expected failures.
 *
 * @throws {HarnessError} where it can't be read, or {@link parseExpectedFailures} finds it wrong.
 */
export function readExpectedFailures(path: string): ExpectedFailures {
  try {
    return parseExpectedFailures(readFileSync(path, 'utf8'), path);
  } catch (error) {
    if (error instanceof HarnessError) throw error;
    throw new HarnessError(`cannot read the expected failures: ${messageOf(error)}`);
  }
}
