import { toHex } from './hex.js';
import { ENCODED_HASH_LENGTH, type Profile } from './profile.js';
import { RECORD } from './record.js';

/**
 * A decoded entry. Its fields are read when they are asked for, from the entry's bytes and the result record of the
 * call that decoded it: byte fields are views of the bytes that were handed in, not copies, so leave those alone for
 * as long as you read the entry.
 *
 * @example
 * const verdict = decodeEntry(bytes, { profile: 'p2panda' });
 * if (verdict.ok) console.log(verdict.entry.seqNum, verdict.entry.author);
 */
export class Entry {
  /** The profile in which the entry was decoded. */
  readonly profile: Profile;
  /** The whole entry, as it was handed in. */
  readonly bytes: Uint8Array;
  readonly #record: DataView;

  /** Not for callers: entries come from `decodeEntry`, `verifyEntry` and `verifyEntries`. */
  constructor(profile: Profile, bytes: Uint8Array, record: DataView) {
    this.profile = profile;
    this.bytes = bytes;
    this.#record = record;
  }

  /** Whether the entry ends its log (BAM-ENC-002). */
  get endOfLog(): boolean {
    return this.bytes[0] === 1;
  }

  /** The author's Ed25519 public key, 32 bytes. */
  get author(): Uint8Array {
    return this.bytes.subarray(1, 33);
  }

  /** 0 to 2^64 − 1. */
  get logId(): bigint {
    return this.#record.getBigUint64(RECORD.logId, true);
  }

  /** 1 to 2^64 − 1. */
  get seqNum(): bigint {
    return this.#record.getBigUint64(RECORD.seqNum, true);
  }

  /** The encoded hash (66 bytes in `bamboo`, 34 in `p2panda`), or `undefined` where the entry has none (BAM-ENC-006). */
  get lipmaalink(): Uint8Array | undefined {
    return this.#link(RECORD.lipmaalinkOffset);
  }

  /** The encoded hash (66 bytes in `bamboo`, 34 in `p2panda`), or `undefined` at sequence number 1 (BAM-ENC-005). */
  get backlink(): Uint8Array | undefined {
    return this.#link(RECORD.backlinkOffset);
  }

  /** Number of bytes of the payload as the author claims it, 0 to 2^64 − 1. */
  get payloadSize(): bigint {
    return this.#record.getBigUint64(RECORD.payloadSize, true);
  }

  /** The payload's encoded hash (66 bytes in `bamboo`, 34 in `p2panda`). */
  get payloadHash(): Uint8Array {
    return this.#hashAt(this.#record.getUint16(RECORD.payloadHashOffset, true));
  }

  /** 64 bytes: R and S. */
  get signature(): Uint8Array {
    const offset = this.#record.getUint16(RECORD.signatureOffset, true);
    return this.bytes.subarray(offset, offset + 64);
  }

  /** The fields as a plain object, for logs and tests. */
  toJSON(): Record<string, unknown> {
    const { endOfLog, author, logId, seqNum, lipmaalink, backlink, payloadSize, payloadHash, signature } =
      this;
    const hex = (bytes: Uint8Array | undefined) => (bytes ? toHex(bytes) : null);
    return {
      endOfLog,
      author: hex(author),
      logId: logId.toString(),
      seqNum: seqNum.toString(),
      lipmaalink: hex(lipmaalink),
      backlink: hex(backlink),
      payloadSize: payloadSize.toString(),
      payloadHash: hex(payloadHash),
      signature: hex(signature),
    };
  }

  /** What `console.log` shows in Node. */
  [Symbol.for('nodejs.util.inspect.custom')](): unknown {
    return this.toJSON();
  }

  #link(field: number): Uint8Array | undefined {
    const offset = this.#record.getUint16(field, true);
    return offset === 0 ? undefined : this.#hashAt(offset);
  }

  #hashAt(offset: number): Uint8Array {
    return this.bytes.subarray(offset, offset + ENCODED_HASH_LENGTH[this.profile]);
  }
}
