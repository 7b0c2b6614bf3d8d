import { Entry } from './entry.js';
import { toHex } from './hex.js';
import { ENCODED_HASH_LENGTH, type Profile } from './profile.js';
import { REASONS, type Reason } from './reasons.js';
import { RECORD } from './record.js';
import { REQUIREMENT_OF } from './requirements.js';

/**
 * What was found good. Its fields are read when they are asked for; the hash is a view of the buffer that all verdicts of
 * one call share, so copy it before you change it, or keep it long.
 */
export interface Accepted {
  readonly ok: true;
  readonly entry: Entry;
  /** The entry's own encoded hash: 66 bytes in `bamboo`, 34 in `p2panda`. */
  readonly hash: Uint8Array;
}

/** Why something was rejected. */
export interface Rejected {
  readonly ok: false;
  readonly reason: Reason;
  /** The id of the requirement that is broken. */
  readonly requirement: string;
  /** For a decoding reason, the byte at fault, counted from 0 (BAM-DEC-011). */
  readonly offset?: number;
}

/** The answer to "is this entry good?". Narrow it by `ok`. */
export type Verdict = Accepted | Rejected;

/** The answer to "is this signature, or this payload, good?". */
export type Check = { readonly ok: true } | Rejected;

/** The decoded entry of record number `position`, or `undefined` where it did not decode. */
export function entryFromRecord(
  profile: Profile,
  bytes: Uint8Array,
  records: Uint8Array,
  position: number,
): Entry | undefined {
  const start = position * RECORD.size;
  if (records[start + RECORD.decoded] !== 1) return undefined;
  return new Entry(profile, bytes, new DataView(records.buffer, records.byteOffset + start, RECORD.size));
}

/** The encoded hash of the entry of record number `position`, which decoded. */
export function hashFromRecord(profile: Profile, records: Uint8Array, position: number): Uint8Array {
  const start = position * RECORD.size + RECORD.hash;
  return records.subarray(start, start + ENCODED_HASH_LENGTH[profile]);
}

class AcceptedEntry implements Accepted {
  readonly #profile: Profile;
  readonly #bytes: Uint8Array;
  readonly #records: Uint8Array;
  readonly #position: number;
  #entry: Entry | undefined;

  constructor(profile: Profile, bytes: Uint8Array, records: Uint8Array, position: number) {
    this.#profile = profile;
    this.#bytes = bytes;
    this.#records = records;
    this.#position = position;
  }

  get ok(): true {
    return true;
  }

  get entry(): Entry {
    return (this.#entry ??= entryFromRecord(this.#profile, this.#bytes, this.#records, this.#position)!);
  }

  get hash(): Uint8Array {
    return hashFromRecord(this.#profile, this.#records, this.#position);
  }

  /** The verdict as a plain object, for logs and tests; bytes are hex. */
  toJSON(): Record<string, unknown> {
    return { ok: true, entry: this.entry.toJSON(), hash: toHex(this.hash) };
  }

  [Symbol.for('nodejs.util.inspect.custom')](): unknown {
    return this.toJSON();
  }
}

/** A rejection for a reason; `offset` for decoding reasons only. */
export function rejected(reason: Reason, offset?: number): Rejected {
  const requirement = REQUIREMENT_OF[reason];
  return offset === undefined
    ? { ok: false, reason, requirement }
    : { ok: false, reason, requirement, offset };
}

/** A check's outcome from an engine's reason code. */
export function checkFromCode(code: number): Check {
  return code === 0 ? { ok: true } : rejected(reasonFromCode(code));
}

/** A reason as an engine's code: its number in {@link REASONS}, counted from 1. */
export function codeOfReason(reason: Reason): number {
  return REASONS.indexOf(reason) + 1;
}

/** @throws {RangeError} for a code that no engine gives: a defect of the engine, not of the data */
export function reasonFromCode(code: number): Reason {
  const reason = REASONS[code - 1];
  if (!reason) throw new RangeError(`the engine gave the unknown reason code ${code}`);
  return reason;
}

/** The rejection that record number `position` holds, or `undefined` where it holds none. */
export function rejectionFromRecord(records: Uint8Array, position: number): Rejected | undefined {
  const start = position * RECORD.size;
  const code = records[start + RECORD.reason]!;
  if (code === 0) return undefined;
  const decoded = records[start + RECORD.decoded] === 1;
  const { faultOffset } = RECORD;
  const offset = records[start + faultOffset]! | (records[start + faultOffset + 1]! << 8);
  return decoded ? rejected(reasonFromCode(code)) : rejected(reasonFromCode(code), offset);
}

/** The verdict that record number `position` holds. */
export function verdictFromRecord(
  profile: Profile,
  bytes: Uint8Array,
  records: Uint8Array,
  position: number,
): Verdict {
  return rejectionFromRecord(records, position) ?? new AcceptedEntry(profile, bytes, records, position);
}
