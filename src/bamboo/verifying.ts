import {
  checkByteArrays,
  checkBytes,
  checkFlag,
  checkOptionalByteArrays,
  checkOptionalBytes,
  checkOptions,
  checkProfile,
  type Optional,
} from './arguments.js';
import type { Engine } from './engine.js';
import { Entry } from './entry.js';
import { payloadDigest, type PayloadDigest } from './hasher.js';
import { checkLinks, equalBytes } from './links.js';
import { ENCODED_HASH_LENGTH, type Profile } from './profile.js';
import { RECORD } from './record.js';
import { checkFromCode, rejected, verdictFromRecord, type Check, type Verdict } from './verdict.js';

export interface DecodeOptions {
  readonly profile: Profile;
}

export interface VerifySignatureOptions {
  /** Refuse authors of small order, whose signatures anybody can make (BAM-KEY-006). */
  readonly strictKeys?: Optional<boolean>;
}

export interface VerifyOptions extends VerifySignatureOptions {
  readonly profile: Profile;
  /** The payload's bytes, where they are at hand. */
  readonly payload?: Optional<Uint8Array>;
  /** The bytes of the entry before, where they are at hand. */
  readonly backlink?: Optional<Uint8Array>;
  /** The bytes of the entry that the lipmaalink points to, where they are at hand. */
  readonly lipmaalink?: Optional<Uint8Array>;
}

export interface VerifyAllOptions extends VerifySignatureOptions {
  readonly profile: Profile;
  /** As many elements as entries; `undefined` or `null` for a payload that is not at hand. */
  readonly payloads?: Optional<readonly Optional<Uint8Array>[]>;
}

const VERIFY_OPTIONS: readonly (keyof VerifyOptions)[] = [
  'profile',
  'payload',
  'backlink',
  'lipmaalink',
  'strictKeys',
];
const VERIFY_ALL_OPTIONS: readonly (keyof VerifyAllOptions)[] = ['profile', 'payloads', 'strictKeys'];

export function decodeEntryOn(engine: Engine): (bytes: Uint8Array, options: DecodeOptions) => Verdict {
  return (bytes, options) => {
    const entry = checkBytes(bytes, 'bytes');
    const profile = checkProfile(checkOptions(options, ['profile'])['profile']);
    const record = new Uint8Array(RECORD.size);
    engine.decodeEntries(profile, [entry], record);
    return verdictFromRecord(profile, entry, record, 0);
  };
}

export function verifyEntryOn(engine: Engine): (bytes: Uint8Array, options: VerifyOptions) => Verdict {
  return (bytes, options) => {
    const entry = checkBytes(bytes, 'bytes');
    const given = checkOptions(options, VERIFY_OPTIONS);
    const profile = checkProfile(given['profile']);
    const payload = checkOptionalBytes(given['payload'], 'payload');
    const backlink = checkOptionalBytes(given['backlink'], 'backlink');
    const lipmaalink = checkOptionalBytes(given['lipmaalink'], 'lipmaalink');
    const strictKeys = checkFlag(given['strictKeys'], 'strictKeys');

    const record = new Uint8Array(RECORD.size);
    engine.verifyEntries(profile, [entry], payload && [payload], strictKeys, record);
    const verdict = verdictFromRecord(profile, entry, record, 0);
    if (!verdict.ok || (!backlink && !lipmaalink)) return verdict;
    const wrongLink = checkLinks(engine, profile, verdict.entry, backlink, lipmaalink);
    return wrongLink ? rejected(wrongLink) : verdict;
  };
}

export function verifyEntriesOn(
  engine: Engine,
): (list: readonly Uint8Array[], options: VerifyAllOptions) => Verdict[] {
  return (list, options) => {
    const entries = checkByteArrays(list, 'list');
    const given = checkOptions(options, VERIFY_ALL_OPTIONS);
    const profile = checkProfile(given['profile']);
    const payloads = checkOptionalByteArrays(given['payloads'], 'payloads', entries.length);
    const strictKeys = checkFlag(given['strictKeys'], 'strictKeys');

    const records = new Uint8Array(entries.length * RECORD.size);
    engine.verifyEntries(profile, entries, payloads, strictKeys, records);
    return entries.map((entry, i) => verdictFromRecord(profile, entry, records, i));
  };
}

export function verifySignatureOn(
  engine: Engine,
): (
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
  options?: Optional<VerifySignatureOptions>,
) => Check {
  return (publicKey, message, signature, options) => {
    const author = checkBytes(publicKey, 'publicKey', 32);
    const signed = checkBytes(message, 'message');
    const RS = checkBytes(signature, 'signature', 64);
    const strictKeys = checkFlag(checkOptions(options ?? {}, ['strictKeys'])['strictKeys'], 'strictKeys');
    return checkFromCode(engine.verifySignature(author, signed, RS, strictKeys));
  };
}

export function verifyPayloadOn(
  engine: Engine,
): (entry: Entry, payload: Uint8Array | PayloadDigest) => Check {
  return (entry, payload) => {
    if (!(entry instanceof Entry)) throw new TypeError('entry must be a decoded entry');
    const { profile } = entry;
    const { hash, size } = payloadDigest(engine, profile, payload);
    checkBytes(hash, 'payload.hash', ENCODED_HASH_LENGTH[profile]);
    if (!equalBytes(hash, entry.payloadHash)) return rejected('PAYLOAD_HASH_MISMATCH');
    return size === entry.payloadSize ? { ok: true } : rejected('PAYLOAD_SIZE_MISMATCH');
  };
}
