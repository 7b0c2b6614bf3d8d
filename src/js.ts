/**
 * The same API as `sasako`, `sasako/verify` and `sasako/p2panda`, without WebAssembly: for pages whose Content-Security-Policy refuses it,
 * and for engines that lack it. It stands on the reference, so it is as right, and some hundred times slower.
 *
 * @packageDocumentation
 * @example
 * import { verifyEntry } from 'sasako/js';
 * verifyEntry(bytes, { profile: 'bamboo' });
 */
import { apiOn, type Api } from './bamboo/api.js';
import { checkSeqNum } from './bamboo/arguments.js';
import { checkConfiguration, type Configuration } from './bamboo/configuration.js';
import type { HashState, LogEngine } from './bamboo/engine.js';
import type { Hasher as HasherInstance, HasherConstructor } from './bamboo/hasher.js';
import type { KeyPair as KeyPairInstance, KeyPairConstructor } from './bamboo/key-pair.js';
import { equalBytes } from './bamboo/links.js';
import type { Profile } from './bamboo/profile.js';
import { RECORD } from './bamboo/record.js';
import { REQUIREMENT_OF } from './bamboo/requirements.js';
import { codeOfReason } from './bamboo/verdict.js';
import type { Author as AuthorInstance, AuthorConstructor } from './p2panda/author.js';
import type {
  Materialiser as MaterialiserInstance,
  MaterialiserConstructor,
} from './p2panda/materialiser.js';
import { p2pandaOn, type P2pandaApi } from './p2panda/on.js';
import * as reference from './reference/index.js';
import { checkLogInput, checkPathEnds } from './verify/arguments.js';
import { logSetOn, type LogSet as LogSetInstance, type LogSetConstructor } from './verify/log-set.js';
import {
  logVerifierOn,
  type LogVerifier as LogVerifierInstance,
  type LogVerifierConstructor,
} from './verify/log-verifier.js';
import { reportOf, verifyLogOn } from './verify/log.js';
import type { Claim } from './verify/proof-encoding.js';
import { encodeProofOn, verifyProofOn, type ProofVerdict } from './verify/proof.js';
import type { SeqNumItem, SeqNumRanges } from './verify/ranges.js';
import {
  extractOn,
  pruneOn,
  type Extraction,
  type Pruning,
  type ReplicaItem,
  type ReplicaOptions,
} from './verify/replica.js';
import type { EntryReport, LogReport, VerifyLogOptions } from './verify/report.js';

/** The reason code of what `check` throws, 0 where it throws nothing. */
function codeOfCheck(check: () => unknown): number {
  const rejection = reference.rejectionOf(check);
  return rejection ? codeOfReason(rejection.reason as reference.Reason) : 0;
}

/** Decodes an entry and writes its record, the reason excepted where it decodes. */
function decodeIntoRecord(
  profile: Profile,
  bytes: Uint8Array,
  record: DataView,
): reference.Entry | undefined {
  let entry: reference.Entry | undefined;
  const rejection = reference.rejectionOf(() => {
    entry = reference.decodeEntry(profile, bytes);
  });
  for (let i = 0; i < RECORD.size; i++) record.setUint8(i, 0);
  if (rejection) {
    record.setUint8(RECORD.reason, codeOfReason(rejection.reason as reference.Reason));
    record.setUint16(RECORD.faultOffset, rejection.offset ?? 0, true);
  }
  if (!entry) return undefined;

  // Where the fields lie follows from the entry's end, since the last ones have fixed lengths.
  const hashLength = entry.hash.length;
  const signatureOffset = bytes.length - 64;
  const payloadHashOffset = signatureOffset - hashLength;
  const linksEnd = payloadHashOffset - reference.encodeVarU64(entry.payloadSize).length;
  const backlinkOffset = entry.backlink ? linksEnd - hashLength : 0;
  const lipmaalinkOffset = entry.lipmaalink ? backlinkOffset - hashLength : 0;
  record.setUint8(RECORD.decoded, 1);
  record.setUint16(RECORD.lipmaalinkOffset, lipmaalinkOffset, true);
  record.setUint16(RECORD.backlinkOffset, backlinkOffset, true);
  record.setUint16(RECORD.payloadHashOffset, payloadHashOffset, true);
  record.setUint16(RECORD.signatureOffset, signatureOffset, true);
  record.setBigUint64(RECORD.logId, entry.logId, true);
  record.setBigUint64(RECORD.seqNum, entry.seqNum, true);
  record.setBigUint64(RECORD.payloadSize, entry.payloadSize, true);
  entry.hash.forEach((byte, i) => record.setUint8(RECORD.hash + i, byte));
  return entry;
}

function recordAt(records: Uint8Array, position: number): DataView {
  return new DataView(records.buffer, records.byteOffset + position * RECORD.size, RECORD.size);
}

/** The reference as an engine. */
const referenceEngine: LogEngine = {
  hash: reference.hash,
  hashAll(profile, messages, out) {
    let at = 0;
    for (const message of messages) {
      const hash = reference.hash(profile, message);
      out.set(hash, at);
      at += hash.length;
    }
  },
  hasher: reference.hasher satisfies (profile: Profile) => HashState,
  encodeVarU64: reference.encodeVarU64,
  decodeVarU64(bytes) {
    let decoded = { value: 0n, length: 0 };
    const code = codeOfCheck(() => (decoded = reference.decodeVarU64(bytes)));
    return code === 0 ? decoded : code;
  },
  lipmaa: reference.lipmaa,
  publicKey: reference.publicKey,
  sign: (privateKey, _publicKey, message) => reference.sign(privateKey, message),
  verifySignature: (publicKey, message, signature, strictKeys) =>
    codeOfCheck(() => reference.verifySignature(publicKey, message, signature, { strictKeys })),
  signEntry: (profile, privateKey, _publicKey, { lipmaalink, backlink, ...fields }) =>
    reference.signFields(profile, privateKey, {
      ...fields,
      lipmaalink: lipmaalink ?? null,
      backlink: backlink ?? null,
    }),
  decodeEntries(profile, entries, records) {
    entries.forEach((bytes, i) => decodeIntoRecord(profile, bytes, recordAt(records, i)));
  },
  verifyEntries(profile, entries, payloads, strictKeys, records) {
    entries.forEach((bytes, i) => {
      const payload = payloads?.[i];
      const record = recordAt(records, i);
      const entry = decodeIntoRecord(profile, bytes, record);
      if (!entry) return;
      const atHand = { payload: payload ?? null, backlink: null, lipmaalink: null };
      const code = codeOfCheck(() => reference.verifyEntry(profile, bytes, atHand, { strictKeys }));
      record.setUint8(RECORD.reason, code);
    });
  },
  verifyLog(profile, author, logId, entries, payloads, records) {
    referenceEngine.verifyEntries(profile, entries, payloads, false, records);
    referenceEngine.linkEntries(profile, author, logId, entries, records);
  },
  // No record says that its entry is in order: whoever reads them follows the links.
  linkEntries(_profile, author, logId, entries, records) {
    entries.forEach((bytes, i) => {
      const record = recordAt(records, i);
      if (record.getUint8(RECORD.decoded) === 0) return;
      const isOfLog =
        record.getBigUint64(RECORD.logId, true) === logId && equalBytes(bytes.subarray(1, 33), author);
      if (!isOfLog) record.setUint8(RECORD.reason, codeOfReason('WRONG_LOG'));
    });
  },
};

const api: Api = apiOn(referenceEngine);

export * from './bamboo/exports.js';
export * from './p2panda/exports.js';
export * from './verify/exports.js';

/** As in `sasako`, where there is something to load; here it is done at once. */
export function load(): Promise<void> {
  return Promise.resolve();
}

/** As in `sasako`; there is nothing here that it would change. */
export function configure(options: Configuration): void {
  checkConfiguration(options);
}

/** As in `sasako`; no build of the core is ever at work here. */
export function loadedBuild(): 'simd' | 'relaxed-simd' | undefined {
  return undefined;
}

export const KeyPair: KeyPairConstructor = api.KeyPair;
export type KeyPair = KeyPairInstance;
export const Hasher: HasherConstructor = api.Hasher;
export type Hasher = HasherInstance;
export const hash: Api['hash'] = api.hash;
export const hashAll: Api['hashAll'] = api.hashAll;
export const encodeVarU64: Api['encodeVarU64'] = api.encodeVarU64;
export const decodeVarU64: Api['decodeVarU64'] = api.decodeVarU64;
export const lipmaa: Api['lipmaa'] = api.lipmaa;
export const signEntry: Api['signEntry'] = api.signEntry;
export const decodeEntry: Api['decodeEntry'] = api.decodeEntry;
export const verifyEntry: Api['verifyEntry'] = api.verifyEntry;
export const verifyEntries: Api['verifyEntries'] = api.verifyEntries;
export const verifySignature: Api['verifySignature'] = api.verifySignature;
export const verifyPayload: Api['verifyPayload'] = api.verifyPayload;

/** As in `sasako/verify`. */
export function verifyLog(list: readonly Uint8Array[], options: VerifyLogOptions): LogReport {
  const input = checkLogInput(list, options);
  const { profile, author, logId, payloads } = input;
  const { entries, forks } = reference.verifyLog(
    profile,
    author,
    logId,
    input.entries.map((entry, i) => ({ entry, payload: payloads?.[i] ?? null })),
  );
  const reports = entries.map((item): EntryReport => {
    return item.reason ? { ...item, requirement: REQUIREMENT_OF[item.reason] } : item;
  });
  // The reference finds what is wrong, and no proofs of it.
  return reportOf(reports, forks, () => [...verifyLogOn(referenceEngine, input).proofs]);
}

/** As in `sasako/verify`. */
export function certificatePool(seqNum: bigint): bigint[] {
  return reference.certificatePool(checkSeqNum(seqNum, 'seqNum'));
}

/** As in `sasako/verify`. */
export function linkPath(from: bigint, to: bigint): bigint[] {
  const ends = checkPathEnds(from, to);
  return reference.linkPath(ends.from, ends.to);
}

export const LogVerifier: LogVerifierConstructor = logVerifierOn(referenceEngine);
export type LogVerifier = LogVerifierInstance;
export const LogSet: LogSetConstructor = logSetOn(referenceEngine);
export type LogSet = LogSetInstance;
/** As in `sasako/verify`. */
export const verifyProof: (bytes: Uint8Array) => ProofVerdict = verifyProofOn(referenceEngine);
/** As in `sasako/verify`. */
export const encodeProof: (claim: Claim) => Uint8Array = encodeProofOn(referenceEngine);
/** As in `sasako/verify`. */
export const extract: (
  items: Iterable<ReplicaItem>,
  want: SeqNumRanges | Iterable<SeqNumItem>,
  options: ReplicaOptions,
) => Extraction = extractOn(referenceEngine);
/** As in `sasako/verify`. */
export const prune: (
  items: Iterable<ReplicaItem>,
  want: SeqNumRanges | Iterable<SeqNumItem>,
  options: ReplicaOptions,
) => Pruning = pruneOn(referenceEngine);

const data = p2pandaOn(referenceEngine);

export const Author: AuthorConstructor = data.Author;
export type Author = AuthorInstance;
export const Materialiser: MaterialiserConstructor = data.Materialiser;
export type Materialiser = MaterialiserInstance;
/** As in `sasako/p2panda`. */
export const nextArgs: P2pandaApi['nextArgs'] = data.nextArgs;
/** As in `sasako/p2panda`. */
export const validatePublish: P2pandaApi['validatePublish'] = data.validatePublish;
/** As in `sasako/p2panda`. */
export const hashViewId: P2pandaApi['hashViewId'] = data.hashViewId;
