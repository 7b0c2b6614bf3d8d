/**
 * The two profiles of the specification. They differ in the hash alone, and in one rule for links.
 *
 * | profile   | hash         | encoded hash            |
 * | --------- | ------------ | ----------------------- |
 * | `bamboo`  | BLAKE2b-512  | `00 40` and 64 bytes    |
 * | `p2panda` | BLAKE3-256   | `00 20` and 32 bytes    |
 */
export type Profile = 'bamboo' | 'p2panda';

/** Both profiles, in the order in which tables and reports name them. */
export const PROFILES: readonly Profile[] = ['bamboo', 'p2panda'];

/** Length of an encoded hash in bytes, its header of two bytes included (BAM-HSH-001, BAM-HSH-002). */
export const ENCODED_HASH_LENGTH: Readonly<Record<Profile, number>> = { bamboo: 66, p2panda: 34 };

/** The longest entry that decodes, in bytes: every integer takes 9 bytes, and both links are there. */
export const MAX_ENTRY_LENGTH: Readonly<Record<Profile, number>> = { bamboo: 322, p2panda: 226 };
