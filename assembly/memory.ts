// Where everything lies in linear memory. The layout is static: nothing is ever allotted, nothing grows. What
// the compiler itself places (constant tables) begins at `memoryBase` in asconfig.json, which is LAYOUT_END
// here.
//
//        0  unused, so that a null pointer hits nothing
//     1024  SCRATCH       8 KiB  all that may depend on a secret; wiped after each such operation
//     9216  HASHER        2 KiB  the incremental hash at work
//    11264  AUTHOR        2 KiB  the author decompressed last, with its table
//    13312  CONSTANTS     1 KiB  curve constants, computed at start
//    14336  HASH_SCRATCH  2 KiB  intermediates of the (public) hashes
//    16384  BASE_COMB    32 KiB  fixed-base table of B for secrets, scanned whole
//    49152  BASE_ODD      8 KiB  odd multiples of B, for verifying
//    57344  OUTPUT        1 KiB  results of single calls
//    58368  INPUT        64 KiB  arguments of single calls; a piece of a longer message
//   123904  RUN_TABLE     8 KiB  one row for each entry of a run
//   132096  RECORDS      56 KiB  one result record for each entry of a run
//   189440  RUN_BYTES   256 KiB  the entries and small payloads of a run
//   451584  unused up to LAYOUT_END

export const SCRATCH: usize = 1024;
export const SCRATCH_SIZE: usize = 8192;
export const HASHER: usize = 9216;
export const HASHER_SIZE: usize = 2048;
export const AUTHOR: usize = 11264;
export const CONSTANTS: usize = 13312;
export const HASH_SCRATCH: usize = 14336;
export const BASE_COMB: usize = 16384;
export const BASE_ODD: usize = 49152;
export const OUTPUT: usize = 57344;
export const INPUT: usize = 58368;
export const INPUT_SIZE: usize = 65536;
export const RUN_TABLE: usize = 123904;
export const RUN_MAX_ENTRIES: usize = 512;
export const RECORDS: usize = 132096;
export const RUN_BYTES: usize = 189440;
export const RUN_BYTES_SIZE: usize = 262144;
export const LAYOUT_END: usize = 458752;

// Regions of SCRATCH, one owner each (the module that is named).

/** ed25519.ts: the private key as it was handed in, 32 bytes. */
export const KEY: usize = SCRATCH;
/** ed25519.ts: expanded key, nonce, scalars, points; 1,472 bytes. */
export const ED25519_SCRATCH: usize = SCRATCH + 64;
/** sha512.ts: state, block buffer, message schedule; 1,024 bytes. */
export const SHA512_SCRATCH: usize = SCRATCH + 1536;
/** field.ts: powers; 256 bytes. */
export const FIELD_SCRATCH: usize = SCRATCH + 2560;
/** point.ts: coordinates on the way; 1,024 bytes. */
export const POINT_SCRATCH: usize = SCRATCH + 2816;
/** scalar.ts: limbs; 768 bytes. */
export const SCALAR_SCRATCH: usize = SCRATCH + 3840;
/** base-mul.ts: digits, the selected row; 512 bytes. */
export const BASE_MUL_SCRATCH: usize = SCRATCH + 4608;
/** double-mul.ts: digits; 1,024 bytes. */
export const DOUBLE_MUL_SCRATCH: usize = SCRATCH + 5120;
/** entry-encode.ts: the fields of an entry to be signed; 512 bytes. */
export const ENTRY_SCRATCH: usize = SCRATCH + 6144;

/** Overwrites all of SCRATCH with zeros. Whatever touches a secret ends with it. */
export function wipe(): void {
  memory.fill(SCRATCH, 0, SCRATCH_SIZE);
}
