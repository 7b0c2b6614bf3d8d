import type { Profile } from './profile.js';

/** The fields of an entry to be signed. Links are encoded hashes of the profile, already known to be needed. */
export interface EntryFields {
  readonly endOfLog: boolean;
  readonly logId: bigint;
  readonly seqNum: bigint;
  readonly lipmaalink: Uint8Array | undefined;
  readonly backlink: Uint8Array | undefined;
  readonly payloadSize: bigint;
  /** Encoded hash of the payload. */
  readonly payloadHash: Uint8Array;
}

/** Hashing in pieces. After `digest` the hasher is spent. */
export interface HashState {
  update(bytes: Uint8Array): void;
  /** The encoded hash. */
  digest(): Uint8Array;
}

/**
 * What the public API stands on. Two engines implement it: the WASM core (`src/wasm`), and the reference
 * (`src/js.ts`). Arguments have been checked for type and length by the API; data in them has not.
 *
 * A number that is returned as a verdict is a reason code: 0 for accepted, else the position in `REASONS`,
 * counted from 1.
 */
export interface Engine {
  /** Encoded hash of `bytes`: 66 bytes in `bamboo`, 34 in `p2panda`. */
  hash(profile: Profile, bytes: Uint8Array): Uint8Array;
  /** Writes the encoded hashes of all messages to `out`, one behind the other. */
  hashAll(profile: Profile, messages: readonly Uint8Array[], out: Uint8Array): void;
  hasher(profile: Profile): HashState;
  /** The canonical VarU64 of `value`, 1 to 9 bytes. */
  encodeVarU64(value: bigint): Uint8Array;
  /** Reads a VarU64 from the start of `bytes`; a reason code where that fails. */
  decodeVarU64(bytes: Uint8Array): { value: bigint; length: number } | number;
  /** `seqNum` is 1 to 2^64−1. */
  lipmaa(seqNum: bigint): bigint;
  /** 32 bytes from 32 bytes. */
  publicKey(privateKey: Uint8Array): Uint8Array;
  /**
   * 64 bytes. `publicKey` has to be that of `privateKey`, derived by `publicKey` and never taken from a caller: with
   * another one, signatures give the private key away.
   */
  sign(privateKey: Uint8Array, publicKey: Uint8Array, message: Uint8Array): Uint8Array;
  verifySignature(
    publicKey: Uint8Array,
    message: Uint8Array,
    signature: Uint8Array,
    strictKeys: boolean,
  ): number;
  /** The signed entry's bytes; for the keys see `sign`. */
  signEntry(profile: Profile, privateKey: Uint8Array, publicKey: Uint8Array, fields: EntryFields): Uint8Array;
  /** Decodes and hashes each entry, and writes a record for each (see `RECORD`). No signature is checked. */
  decodeEntries(profile: Profile, entries: readonly Uint8Array[], records: Uint8Array): void;
  /**
   * Decodes and hashes each entry, checks its signature and, where it is given, its payload, in that order, and
   * writes a record for each. All are bytes that nobody has looked at yet; `payloads` has as many elements as entries.
   */
  verifyEntries(
    profile: Profile,
    entries: readonly Uint8Array[],
    payloads: readonly (Uint8Array | undefined)[] | undefined,
    strictKeys: boolean,
    records: Uint8Array,
  ): void;
}

/** An engine that checks links too while it goes over a log. */
export interface LogEngine extends Engine {
  /**
   * As `verifyEntries` for entries of one log, in ascending order. Entries of other logs get the reason
   * `WRONG_LOG`, and their signatures are not looked at. `author` has 32 bytes. Records say of each entry whether it
   * follows in order on all before (`RECORD.inOrder`).
   */
  verifyLog(
    profile: Profile,
    author: Uint8Array,
    logId: bigint,
    entries: readonly Uint8Array[],
    payloads: readonly (Uint8Array | undefined)[] | undefined,
    records: Uint8Array,
  ): void;
  /** What `verifyLog` does beyond `verifyEntries`, for entries whose records that has written; they are changed. */
  linkEntries(
    profile: Profile,
    author: Uint8Array,
    logId: bigint,
    entries: readonly Uint8Array[],
    records: Uint8Array,
  ): void;
}
