/** What both `sasako/verify` and `sasako/js` export beside what stands on an engine. */
export type { EntryReport, EntryStatus, Fork, LogReport, VerifyLogOptions } from './report.js';
export type { DanglingLink } from './dangling-links.js';
export type {
  BytesElsewhere,
  LogChange,
  LogVerifierConstructor,
  LogVerifierOptions,
  NewestEntry,
} from './log-verifier.js';
export type {
  LogFork,
  LogProof,
  LogSetChange,
  LogSetConstructor,
  LogSetOptions,
  LogSetReport,
  LogSummary,
  Tally,
} from './log-set.js';
export { SnapshotError } from './snapshot.js';
export { PROOF_KINDS, type Claim, type ProofKind } from './proof-encoding.js';
export type { FoundProof } from './found-proofs.js';
export { UnprovableError, type NotProved, type ProofVerdict, type Proved } from './proof.js';
export { SeqNumRanges, type SeqNumItem } from './ranges.js';
export { isCovered, plan, type Coverage, type PlanOptions } from './plan.js';
export type { Extraction, Loss, PayloadsKept, Pruning, ReplicaItem, ReplicaOptions } from './replica.js';
export { decodeBundle, readBundle, type BundleOptions, type DecodedBundle } from './bundle-reader.js';
export { encodeBundle, writeBundle, type BundleItem } from './bundle-writer.js';
export { decodeJsonLines, readJsonLines, type JsonLinesOptions } from './json-lines.js';
export type { ByteChunks, Damage, StoreBatch, StoredItem } from './stored.js';
