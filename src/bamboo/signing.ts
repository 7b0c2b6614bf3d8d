import {
  checkBytes,
  checkFlag,
  checkOptionalBytes,
  checkObject,
  checkOptions,
  checkProfile,
  checkSeqNum,
  checkU64,
  type Optional,
} from './arguments.js';
import type { Engine } from './engine.js';
import { payloadDigest, type PayloadDigest } from './hasher.js';
import { keysOf, type KeyPair } from './key-pair.js';
import { equalBytes } from './links.js';
import { ENCODED_HASH_LENGTH, type Profile } from './profile.js';
import type { Reason } from './reasons.js';
import { REQUIREMENT_OF } from './requirements.js';

/** What is to be signed. */
export interface EntryToSign {
  readonly profile: Profile;
  readonly keyPair: KeyPair;
  /** Whether this is the log's last entry; `false` where left out. */
  readonly endOfLog?: Optional<boolean>;
  /** 0 to 2^64 − 1. */
  readonly logId: bigint;
  /** 1 to 2^64 − 1. */
  readonly seqNum: bigint;
  /** Encoded hash of entry `lipmaa(seqNum)`: exactly where that is another than the entry before (BAM-ENC-006). */
  readonly lipmaalink?: Optional<Uint8Array>;
  /** Encoded hash of the entry before: exactly above sequence number 1 (BAM-ENC-005). */
  readonly backlink?: Optional<Uint8Array>;
  /** The payload's bytes, or what a `Hasher` found of a large one. */
  readonly payload: Uint8Array | PayloadDigest;
}

const ENTRY_FIELDS: readonly (keyof EntryToSign)[] = [
  'profile',
  'keyPair',
  'endOfLog',
  'logId',
  'seqNum',
  'lipmaalink',
  'backlink',
  'payload',
];

/** A signed entry and its own encoded hash, which the next entry's backlink carries. */
export interface SignedEntry {
  readonly bytes: Uint8Array;
  readonly hash: Uint8Array;
}

/** Thrown by `signEntry` for fields of which no entry can be made that decodes (BAM-ENC-012). */
export class UnsignableEntryError extends RangeError {
  override readonly name = 'UnsignableEntryError';
  /** What decoding would say. */
  readonly reason: Reason;
  /** The requirement that is broken. */
  readonly requirement: string;

  constructor(message: string, reason: Reason) {
    super(message);
    this.reason = reason;
    this.requirement = REQUIREMENT_OF[reason];
  }
}

/** @throws {UnsignableEntryError} where `bytes` do not begin like a hash of the profile; {RangeError} for their length */
function checkHash(profile: Profile, bytes: Uint8Array, name: string): Uint8Array {
  const length = ENCODED_HASH_LENGTH[profile];
  // What isn't as long as a hash of either profile has no header worth naming.
  if (!Object.values(ENCODED_HASH_LENGTH).includes(bytes.length)) return checkBytes(bytes, name, length);
  if (bytes[0] !== 0) {
    throw new UnsignableEntryError(`${name} has the hash type ${bytes[0]}, not 0`, 'UNKNOWN_HASH_TYPE');
  }
  if (bytes[1] !== length - 2) {
    throw new UnsignableEntryError(
      `${name} has the hash length ${bytes[1]}, not ${length - 2} as in ${profile}`,
      'WRONG_HASH_LENGTH',
    );
  }
  return checkBytes(bytes, name, length);
}

function checkLink(
  profile: Profile,
  value: unknown,
  name: string,
  seqNum: bigint,
  due: boolean,
): Uint8Array | undefined {
  const link = checkOptionalBytes(value, name);
  if (due && !link) throw new RangeError(`${name} is missing: sequence number ${seqNum.toString()} has one`);
  if (!due && link)
    throw new RangeError(`${name} is superfluous: sequence number ${seqNum.toString()} has none`);
  return link && checkHash(profile, link, name);
}

export function signEntryOn(engine: Engine): (toSign: EntryToSign) => SignedEntry {
  return (toSign) => {
    const fields = checkOptions(toSign, ENTRY_FIELDS, 'entry');
    const profile = checkProfile(fields['profile']);
    const keyPair = checkObject(fields['keyPair'], 'keyPair');
    const endOfLog = checkFlag(fields['endOfLog'], 'endOfLog');
    const logId = checkU64(fields['logId'], 'logId');
    const seqNum = checkSeqNum(fields['seqNum'], 'seqNum');
    const hasBacklink = seqNum > 1n;
    const hasLipmaalink = hasBacklink && engine.lipmaa(seqNum) !== seqNum - 1n;
    const lipmaalink = checkLink(profile, fields['lipmaalink'], 'lipmaalink', seqNum, hasLipmaalink);
    const backlink = checkLink(profile, fields['backlink'], 'backlink', seqNum, hasBacklink);
    if (profile === 'p2panda' && lipmaalink && backlink && equalBytes(lipmaalink, backlink)) {
      throw new UnsignableEntryError('lipmaalink and backlink are the same hash', 'LINKS_IDENTICAL');
    }
    const { hash, size: payloadSize } = payloadDigest(engine, profile, fields['payload']);
    const payloadHash = checkHash(profile, hash, 'payload.hash');

    const rest = { endOfLog, logId, seqNum, lipmaalink, backlink, payloadSize, payloadHash };
    const keys = keysOf(keyPair);
    let bytes: Uint8Array;
    if (keys) {
      bytes = engine.signEntry(profile, keys.privateKey, keys.publicKey, rest);
    } else {
      const privateKey = checkBytes(keyPair['privateKey'], 'keyPair.privateKey', 32).slice();
      try {
        bytes = engine.signEntry(profile, privateKey, engine.publicKey(privateKey), rest);
      } finally {
        privateKey.fill(0);
      }
    }
    return { bytes, hash: engine.hash(profile, bytes) };
  };
}
