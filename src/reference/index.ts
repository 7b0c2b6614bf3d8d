/**
 * The executable specification: every operation in plain TypeScript on `@noble/hashes` and `@noble/ed25519`, as short
 * and obvious as can be, to be read beside the specification's text. Slow on purpose; for speed import `sasako`.
 *
 * Functions return what they compute and throw a {@link Rejection} where the specification rejects.
 *
 * @packageDocumentation
 */
export { hash, hasher, DIGEST_LENGTH, type Profile } from './hash.js';
export { encodeVarU64, decodeVarU64 } from './varu64.js';
export { lipmaa, linkPath, certificatePool, MAX_SEQNUM } from './lipmaa.js';
export { publicKey, sign, verifySignature, decompressAuthor, L } from './ed25519.js';
export {
  decodeEntry,
  encodeEntry,
  signFields,
  hasBacklink,
  hasLipmaalink,
  signedBytes,
  type Entry,
  type EntryToSign,
  type FieldsToSign,
} from './entry.js';
export { verifyEntry, verifyPayload, type AtHand } from './verify-entry.js';
export { verifyLog, type LogItem, type LogItemStatus, type LogVerdict } from './log.js';
export { encodeProof, PROOF_KINDS, type Claim, type ProofKind } from './proof-encoding.js';
export { verifyProof, type Proved } from './proof.js';
export { plan, type Range } from './plan.js';
export * from './p2panda/index.js';
export { Rejection, rejectionOf, type DataReason, type Reason } from './rejection.js';
export { operations, type Answer, type OperationInput } from './operations.js';
