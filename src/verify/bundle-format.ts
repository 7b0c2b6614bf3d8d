import { encode, Tokenizer, Type } from 'cborg';
import { PROFILES, type Profile } from '../bamboo/profile.js';

// A bundle is a CBOR sequence (RFC 8742) in the deterministic encoding of RFC 8949, section 4.2.1: a header
// ["bamboo-bundle", 1, profile], and records, each of them 0x62616d62([entry, payload or null, size]). The
// size is that of entry and payload together: beside the two lengths it tells a damaged length. The signature
// and the payload's hash are the checksums.

const MAGIC = 'bamboo-bundle';
const VERSION = 1;

/** The tag of a record: "bamb". */
export const RECORD_TAG = 0x62616d62;
/** What every record begins with, the tag and the array's head: what is looked for behind a damage. */
export const RECORD_START = Uint8Array.of(0xda, 0x62, 0x61, 0x6d, 0x62, 0x83);
/** The most that heads take in a record: tag and array, two byte strings, the size. */
export const MOST_HEADS = RECORD_START.length + 9 + 9 + 9;
/** The most that a record takes, where the caller says nothing: 64 MiB. */
export const MAX_RECORD_BYTES = 64 * 1024 * 1024;

/** Shortest heads and definite lengths, and nothing else. */
const STRICT = { strict: true, allowIndefinite: false, allowBigInt: true };

const headers = new Map<Profile, Uint8Array>(
  PROFILES.map((profile) => [profile, encode([MAGIC, VERSION, profile])]),
);

/** Bytes that hold any header of version 1, and of any other what tells its version. */
export const HEADER_BYTES = 32;

/** The header of a bundle. */
export function bundleHeader(profile: Profile): Uint8Array {
  return headers.get(profile)!;
}

export function startsWith(bytes: Uint8Array, start: Uint8Array, at = 0): boolean {
  if (bytes.length - at < start.length) return false;
  for (let i = 0; i < start.length; i++) if (bytes[at + i] !== start[i]) return false;
  return true;
}

/**
 * What bytes say at their front about the bundle that they are.
 *
 * @param bytes the first {@link HEADER_BYTES}, or all that there are
 * @returns `undefined` where no header is there
 * @throws {Error} where it is the header of another version
 * @example bundleProfile(bytes) // 'p2panda'
 */
export function bundleProfile(bytes: Uint8Array): Profile | undefined {
  for (const [profile, header] of headers) if (startsWith(bytes, header)) return profile;
  const version = versionOf(bytes);
  if (version !== undefined && version !== VERSION) {
    throw new Error(
      `this is a bundle of version ${version.toString()}, and only version ${VERSION} can be read`,
    );
  }
  return undefined;
}

function versionOf(bytes: Uint8Array): number | bigint | undefined {
  try {
    const tokens = new Tokenizer(bytes, STRICT);
    const [array, magic, version] = [tokens.next(), tokens.next(), tokens.next()];
    if (array.type !== Type.array || magic.type !== Type.string || magic.value !== MAGIC) return undefined;
    return version.type === Type.uint ? (version.value as number | bigint) : undefined;
  } catch {
    // Cut off, or no CBOR.
    return undefined;
  }
}
