import { checkFlag, checkOptions, type Optional } from './arguments.js';

/** How the core is to run. */
export interface Configuration {
  /**
   * Bytes that the tables of authors' keys may take in memory, 0 to 2^30; 32 MiB where it isn't said. With less, the
   * signatures of many authors, or of one in thousands of entries, take longer; verdicts are the same.
   */
  readonly tableBytes?: Optional<number>;
  /**
   * Whether relaxed SIMD may be used where the engine has it and a self-test finds that it computes as it should; true
   * where it isn't said.
   */
  readonly relaxedSimd?: Optional<boolean>;
}

const MAX_TABLE_BYTES = 2 ** 30;

/** @throws {TypeError} {RangeError} with the option's name */
export function checkConfiguration(options: unknown): { tableBytes?: number; relaxedSimd?: boolean } {
  const given = checkOptions(options, ['tableBytes', 'relaxedSimd']);
  const checked: { tableBytes?: number; relaxedSimd?: boolean } = {};
  const tableBytes = given['tableBytes'] ?? undefined;
  if (tableBytes !== undefined) {
    if (typeof tableBytes !== 'number') throw new TypeError('tableBytes must be a number');
    if (!Number.isInteger(tableBytes) || tableBytes < 0 || tableBytes > MAX_TABLE_BYTES) {
      throw new RangeError(`tableBytes must be a whole number from 0 to ${MAX_TABLE_BYTES}`);
    }
    checked.tableBytes = tableBytes;
  }
  const relaxedSimd = given['relaxedSimd'] ?? undefined;
  if (relaxedSimd !== undefined) checked.relaxedSimd = checkFlag(relaxedSimd, 'relaxedSimd');
  return checked;
}
