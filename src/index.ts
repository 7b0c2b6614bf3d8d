/**
 * Bamboo entries as p2panda uses them: sign, decode and verify, on a WASM core.
 *
 * Bytes in and out are `Uint8Array`, every u64 is a `bigint`. Bad data comes back as a result (`ok: false` with a
 * reason and the requirement that it breaks); misuse throws a `TypeError` or `RangeError` that names the argument.
 *
 * The core is loaded from inlined bytes at the first call. Where WebAssembly is refused, that call throws an error which
 * names `sasako/js`: the same API in plain TypeScript.
 *
 * @packageDocumentation
 */
import type { Api } from './bamboo/api.js';
import type { Configuration } from './bamboo/configuration.js';
import { configureCore, core, loadedBuild as buildAtWork } from './bamboo/core.js';
import type { Hasher as HasherInstance, HasherConstructor } from './bamboo/hasher.js';
import type { KeyPair as KeyPairInstance, KeyPairConstructor } from './bamboo/key-pair.js';

export * from './bamboo/exports.js';

/**
 * Loads the WASM core without blocking. Nobody has to call it: the first call of any function loads the core too, in some
 * milliseconds; a page that wants to spare itself those awaits `load()` at its start.
 *
 * @throws {Error} (rejects) where WebAssembly is refused; the message names `sasako/js`
 */
export { load } from './wasm/engine.js';

/**
 * Says how the core is to run: how much memory the tables of authors' keys may take, and whether relaxed SIMD may be
 * used. May be called at any time; what has been kept of authors is forgotten. Verdicts never depend on it.
 *
 * @throws {TypeError} {RangeError} with the option's name
 * @example configure({ tableBytes: 8 * 2 ** 20, relaxedSimd: false })
 */
export function configure(options: Configuration): void {
  configureCore(options);
}

/**
 * Which build of the core is at work, `'simd'` or `'relaxed-simd'`; `undefined` before the first call.
 *
 * @function
 * @example loadedBuild() // 'simd'
 */
export const loadedBuild: () => 'simd' | 'relaxed-simd' | undefined = buildAtWork;

/**
 * An Ed25519 key pair (RFC 8032): `new KeyPair()` makes a random one, `new KeyPair(privateKey)` takes 32 bytes.
 *
 * Deriving the public key and signing take no branch and touch no address that depends on the private key, and secrets
 * are wiped from WASM memory after each call. What an engine's compiler makes of that, no one warrants, and JavaScript
 * keeps copies as it likes: against an attacker who measures on the same machine, sign elsewhere (BAM-KEY-007).
 *
 * @class
 * @throws {TypeError} {RangeError} for a private key that isn't 32 bytes
 * @example
 * const keyPair = new KeyPair();
 * keyPair.publicKey; // 32 bytes: the author
 * keyPair.sign(message); // 64 bytes
 */
export const KeyPair: KeyPairConstructor = core.KeyPair;
export type KeyPair = KeyPairInstance;

/**
 * Hashes in pieces, in memory that doesn't grow: the way to hash a gigabyte.
 *
 * @class
 * @example
 * const hasher = new Hasher('p2panda');
 * for await (const chunk of stream) hasher.update(chunk);
 * const payload = { size: hasher.size, hash: hasher.digest() }; // for signEntry and verifyPayload
 */
export const Hasher: HasherConstructor = core.Hasher;
export type Hasher = HasherInstance;

/**
 * The encoded hash of some bytes: BLAKE2b-512 as YAMF (66 bytes) in `bamboo`, BLAKE3-256 as YASMF (34 bytes) in
 * `p2panda` (BAM-HSH-001 to BAM-HSH-004).
 *
 * @function
 * @example hash(new Uint8Array(), 'p2panda') // 00 20 af 13 49 b9 …
 */
export const hash: Api['hash'] = core.hash;

/**
 * The encoded hashes of many messages, one behind the other: 66 bytes each in `bamboo`, 34 in `p2panda`. Short messages are
 * hashed side by side, in a third of the time that `hash` takes for each.
 *
 * @function
 * @example
 * const hashes = hashAll(entries, 'p2panda');
 * hashes.subarray(34 * 7, 34 * 8); // that of entries[7]
 */
export const hashAll: Api['hashAll'] = core.hashAll;

/**
 * The canonical VarU64 of a value from 0 to 2^64 − 1: 1 to 9 bytes (BAM-INT-001, BAM-INT-002).
 *
 * @function
 * @example encodeVarU64(300n) // f9 01 2c
 */
export const encodeVarU64: Api['encodeVarU64'] = core.encodeVarU64;

/**
 * Reads a VarU64 from the start of some bytes; what follows it is left alone (BAM-INT-003 to BAM-INT-007).
 *
 * @function
 * @returns the value and how many bytes it took, or why it can't be read: `TRUNCATED`, `NON_CANONICAL_VARU64`
 * @example decodeVarU64(Uint8Array.of(0xf9, 0x01, 0x2c)) // { ok: true, value: 300n, length: 3 }
 */
export const decodeVarU64: Api['decodeVarU64'] = core.decodeVarU64;

/**
 * The sequence number that an entry's lipmaalink points to, exact for all of u64; 0 for entry 1, which has none
 * (BAM-LIP-001 to BAM-LIP-003). An entry has a lipmaalink where this is not the sequence number before.
 *
 * @function
 * @param seqNum 1 to 2^64 − 1
 * @example lipmaa(13n) // 4n
 */
export const lipmaa: Api['lipmaa'] = core.lipmaa;

/**
 * Encodes and signs an entry (BAM-ENC-001 to BAM-ENC-010).
 *
 * @function
 * @returns the entry's bytes, and its own encoded hash for the next entry's backlink
 * @throws {RangeError} for a link that the sequence number doesn't have, or lacks; and, as an `UnsignableEntryError` with
 * a `reason`, for fields that decoding would reject. {TypeError} for arguments of the wrong type
 * @example
 * const first = signEntry({ profile: 'p2panda', keyPair, logId: 0n, seqNum: 1n, payload });
 * const second = signEntry({ profile: 'p2panda', keyPair, logId: 0n, seqNum: 2n, backlink: first.hash, payload });
 */
export const signEntry: Api['signEntry'] = core.signEntry;

/**
 * Decodes an entry. Its signature isn't checked (BAM-DEC-001 to BAM-DEC-011).
 *
 * @function
 * @returns the entry and its hash, or the reason, the requirement and the byte at fault
 * @example
 * decodeEntry(new Uint8Array(), { profile: 'bamboo' });
 * // { ok: false, reason: 'EMPTY', requirement: 'BAM-DEC-002', offset: 0 }
 */
export const decodeEntry: Api['decodeEntry'] = core.decodeEntry;

/**
 * Verifies one entry: decoding, signature, payload, backlink, lipmaalink, in this order, as far as they are at hand
 * (BAM-VER-001 to BAM-VER-013).
 *
 * @function
 * @param options `payload` is the payload's bytes; `backlink` and `lipmaalink` are the bytes of the linked entries, whose
 * own signatures aren't checked; `strictKeys` refuses authors of small order
 * @example
 * const verdict = verifyEntry(bytes, { profile: 'p2panda', payload, backlink: previous });
 * if (!verdict.ok) console.error(verdict.reason, verdict.requirement);
 */
export const verifyEntry: Api['verifyEntry'] = core.verifyEntry;

/**
 * Verifies many entries, each on its own, of any authors and logs: decoding, signature, payload. Links aren't followed; for
 * that there is `verifyLog` in `sasako/verify`. Each verdict is that of `verifyEntry` (BAM-SIG-007).
 *
 * @function
 * @example
 * const verdicts = verifyEntries(entries, { profile: 'bamboo', payloads });
 * const bad = verdicts.filter((verdict) => !verdict.ok);
 */
export const verifyEntries: Api['verifyEntries'] = core.verifyEntries;

/**
 * Checks an Ed25519 signature with the verdicts of the deployed network: S below L, and the cofactorless equation, its
 * result compared with R byte by byte (BAM-SIG-002 to BAM-SIG-006).
 *
 * @function
 * @param publicKey 32 bytes
 * @param signature 64 bytes
 * @returns `INVALID_AUTHOR`, `SMALL_ORDER_AUTHOR` (with `strictKeys`), `SIGNATURE_NOT_CANONICAL`, `SIGNATURE_INVALID`
 * @example verifySignature(keyPair.publicKey, message, keyPair.sign(message)) // { ok: true }
 */
export const verifySignature: Api['verifySignature'] = core.verifySignature;

/**
 * Holds a payload, or what a `Hasher` found of it, against an entry: the hash first, then the size (BAM-VER-003,
 * BAM-VER-004).
 *
 * @function
 * @returns `PAYLOAD_HASH_MISMATCH`: this isn't the entry's payload. `PAYLOAD_SIZE_MISMATCH`: the author lied
 * @example verifyPayload(verdict.entry, { hash: hasher.digest(), size: hasher.size })
 */
export const verifyPayload: Api['verifyPayload'] = core.verifyPayload;
