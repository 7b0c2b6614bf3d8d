import { engine } from '../../bamboo/core.js';
import { RECORD } from '../../bamboo/record.js';
import { ENCODED_HASH_LENGTH, type Profile } from '../../bamboo/profile.js';
import type { RowColumns } from './source.js';

/** A column of a row that says something else than the entry's bytes in the same row. */
export interface Contradiction {
  readonly row: number;
  readonly column: string;
  /** What the column says. */
  readonly says: string;
  /** What follows from the entry's bytes. */
  readonly entrySays: string;
}

/**
 * Holds the columns of rows against their entries: public key, log id, sequence number and payload hash as
 * they stand in the entry, and the entry's own hash. Texts are compared as a node would compare them: hex is
 * lower-case, numbers have no zeros before them. Entries that don't decode say nothing.
 */
export function contradictionsOf(rows: readonly RowColumns[], profile: Profile): Contradiction[] {
  const entries = rows.map(({ entry }) => entry);
  const records = new Uint8Array(RECORD.size * rows.length);
  engine.decodeEntries(profile, entries, records);
  const fields = new DataView(records.buffer);
  const hashLength = ENCODED_HASH_LENGTH[profile];
  const contradictions: Contradiction[] = [];
  for (const [i, { row, entry, columns }] of rows.entries()) {
    const record = i * RECORD.size;
    if (records[record + RECORD.decoded] === 0) continue;
    const payloadHash = fields.getUint16(record + RECORD.payloadHashOffset, true);
    const said = {
      public_key: hexOf(entry, 1, 33),
      log_id: fields.getBigUint64(record + RECORD.logId, true).toString(),
      seq_num: fields.getBigUint64(record + RECORD.seqNum, true).toString(),
      payload_hash: hexOf(entry, payloadHash, payloadHash + hashLength),
      entry_hash: hexOf(records, record + RECORD.hash, record + RECORD.hash + hashLength),
    };
    for (const [column, entrySays] of Object.entries(said)) {
      const says = columns[column]!;
      if (says !== entrySays) contradictions.push({ row, column, says, entrySays });
    }
  }
  return contradictions;
}

function hexOf(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('hex');
}
