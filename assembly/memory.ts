// Where everything lies in linear memory. The layout is static but for the tables of authors, which lie behind
// it all (arena.ts). What the compiler itself places (constants) begins at `memoryBase` in asconfig.json, which
// is LAYOUT_END here. The first KiB is unused, so that a null pointer hits nothing.

/** All that may depend on a secret; wiped after each such operation. */
export const SCRATCH: usize = 1024;
export const SCRATCH_SIZE: usize = 16384;
/** The incremental hash at work. */
export const HASHER: usize = SCRATCH + SCRATCH_SIZE;
export const HASHER_SIZE: usize = 2048;
/** point.ts: curve constants, computed at start; 1 KiB. */
export const CONSTANTS: usize = HASHER + HASHER_SIZE;
/** Intermediates of the (public) hashes; 2 KiB. */
export const HASH_SCRATCH: usize = CONSTANTS + 1024;
/** Results of single calls; 1 KiB. */
export const OUTPUT: usize = HASH_SCRATCH + 2048;
/** Arguments of single calls; a piece of a longer message. */
export const INPUT: usize = OUTPUT + 1024;
export const INPUT_SIZE: usize = 1 << 19;

/** One row for each entry of a run, 16 bytes. */
export const RUN_TABLE: usize = INPUT + INPUT_SIZE;
export const RUN_MAX_ENTRIES: usize = 2048;
/** One result record for each entry of a run, 112 bytes. */
export const RECORDS: usize = RUN_TABLE + 16 * RUN_MAX_ENTRIES;
/** The entries and small payloads of a run. */
export const RUN_BYTES: usize = RECORDS + 112 * RUN_MAX_ENTRIES;
export const RUN_BYTES_SIZE: usize = 1 << 20;
/** hash-many.ts: what the lanes are at; 1 KiB. */
export const LANES: usize = RUN_BYTES + RUN_BYTES_SIZE;
/** entry-verify.ts: jobs of hashing, 16 bytes each; and hashes of payloads, 80 bytes each. */
export const JOBS: usize = LANES + 1024;
export const PAYLOAD_HASHES: usize = JOBS + 16 * RUN_MAX_ENTRIES;
/** entry-verify.ts: the author of each entry of a run, u32; and a list of authors. */
export const RUN_AUTHORS: usize = PAYLOAD_HASHES + 80 * RUN_MAX_ENTRIES;
export const RUN_UNKNOWN: usize = RUN_AUTHORS + 4 * RUN_MAX_ENTRIES;

/** entry-links.ts: the author of the log that is being verified, 32 bytes; the stack, 128 items of 80 bytes. */
export const LOG_AUTHOR: usize = RUN_UNKNOWN + 4 * RUN_MAX_ENTRIES;
export const LOG_STACK: usize = LOG_AUTHOR + 64;

/** authors.ts: 4,096 records of 160 bytes, and 8,192 buckets of 2. */
export const AUTHORS: usize = LOG_STACK + 80 * 128;
export const AUTHOR_BUCKETS: usize = AUTHORS + 4096 * 160;

/** signatures.ts: one task for each signature of a run, 48 bytes; and lists of authors. */
export const TASKS: usize = AUTHOR_BUCKETS + 2 * 8192;
export const TASK_AUTHORS: usize = TASKS + 48 * RUN_MAX_ENTRIES;

/** comb.ts: signatures that are evaluated at once. */
export const BATCH: usize = 1024;
/** A pair of points for each two of them; also the points of a table that is being built. */
export const BATCH_POINTS: usize = TASK_AUTHORS + 4 * RUN_MAX_ENTRIES;
/** Prefix products, a pair of elements for each pair of points. */
export const BATCH_PREFIXES: usize = BATCH_POINTS + (BATCH / 2) * 320;
/** Digits by window, i16: up to 64 windows of A, up to 32 of B. */
export const DIGITS_A: usize = BATCH_PREFIXES + (BATCH / 2) * 80;
export const DIGITS_B: usize = DIGITS_A + 64 * 2 * BATCH;
/** The table of each signature, u32; its task, u32. */
export const BATCH_TABLES: usize = DIGITS_B + 32 * 2 * BATCH;
export const BATCH_TASKS: usize = BATCH_TABLES + 4 * BATCH;
/** table.ts: what waits for an inversion, 256 items of 16 bytes. */
export const QUEUE: usize = BATCH_TASKS + 4 * BATCH;
/** single.ts: multiples of A and R, 9 pairs of points; digits; scalars. */
export const SINGLE_SCRATCH: usize = QUEUE + 16 * 256;
/** signatures.ts: a pair of points, a digest, a scalar; 1 KiB. */
export const SIGNATURES_SCRATCH: usize = SINGLE_SCRATCH + 8192;
/** base.ts: the table of B that is always there. */
export const BASE_TABLE: usize = SIGNATURES_SCRATCH + 1024;
export const LAYOUT_END: usize = BASE_TABLE + 482304;

// Regions of SCRATCH, one owner each (the module that is named).

/** ed25519.ts: the private key as it was handed in, 32 bytes. */
export const KEY: usize = SCRATCH;
/** ed25519.ts: expanded key, nonce, scalars, points; 1,472 bytes. */
export const ED25519_SCRATCH: usize = SCRATCH + 64;
/** sha512.ts: state, block buffer, message schedule; 1,024 bytes. */
export const SHA512_SCRATCH: usize = SCRATCH + 1536;
/** field.ts: powers; 512 bytes. */
export const FIELD_SCRATCH: usize = SCRATCH + 2560;
/** point.ts: coordinates on the way; 2,048 bytes. */
export const POINT_SCRATCH: usize = SCRATCH + 3072;
/** scalar.ts: limbs; 768 bytes. */
export const SCALAR_SCRATCH: usize = SCRATCH + 5120;
/** base.ts: digits, selected entries, points; 1,536 bytes. */
export const BASE_MUL_SCRATCH: usize = SCRATCH + 5888;
/** entry-encode.ts: the fields of an entry to be signed; 512 bytes. */
export const ENTRY_SCRATCH: usize = SCRATCH + 7424;
/** table.ts, comb.ts: points and elements on the way; 2,048 bytes. */
export const COMB_SCRATCH: usize = SCRATCH + 7936;

/** inverse.ts: elements, bytes; 256 bytes. */
export const INVERSE_SCRATCH: usize = SCRATCH + 9984;

/** across.ts: pairs of coordinates on the way; 400 bytes. */
export const ACROSS_SCRATCH: usize = SCRATCH + 10240;

/** Overwrites all of SCRATCH with zeros. Whatever touches a secret ends with it. */
export function wipe(): void {
  memory.fill(SCRATCH, 0, SCRATCH_SIZE);
}
