import { fromHex, toHex } from './bytes.js';
import { publicKey, verifySignature } from './ed25519.js';
import { decodeEntry, encodeEntry } from './entry.js';
import { hash, type Profile } from './hash.js';
import { certificatePool, linkPath, lipmaa } from './lipmaa.js';
import { verifyLog } from './log.js';
import { dataComputations } from './p2panda/operations.js';
import type { DataProfile } from './p2panda/profile.js';
import { plan, type Range } from './plan.js';
import { verifyProof } from './proof.js';
import { Rejection, type DataReason, type Reason } from './rejection.js';
import { decodeVarU64, encodeVarU64 } from './varu64.js';
import { verifyEntry } from './verify-entry.js';

/** An answer in the shape of the adapter protocol. */
export type Answer =
  | { verdict: 'accept'; output?: unknown }
  | { verdict: 'reject'; reason: Reason | DataReason; message: string };

/** The input of an operation in the shape of the adapter protocol: bytes in lower-case hex, u64 in decimal. */
export type OperationInput = Readonly<Record<string, unknown>>;

const bytes = (value: unknown): Uint8Array => fromHex(value as string);
const bytesOrNull = (value: unknown): Uint8Array | null => (value === null ? null : bytes(value));
const hexOrNull = (value: Uint8Array | null): string | null => value && toHex(value);
const u64 = (value: unknown): bigint => BigInt(value as string);
const decimals = (values: bigint[]): string[] => values.map(String);
const ranges = (value: unknown): Range[] =>
  (value as [string, string][]).map(([from, to]) => [u64(from), u64(to)]);

type Computations = Record<string, (input: OperationInput, profile: Profile | DataProfile) => unknown>;

/** What each operation on entries and logs computes; a {@link Rejection} that it throws is a reject. */
const logComputations: Record<string, (input: OperationInput, profile: Profile) => unknown> = {
  hash: (input, profile) => ({ hash: toHex(hash(profile, bytes(input['bytes']))) }),

  'varu64.encode': (input) => ({ bytes: toHex(encodeVarU64(u64(input['value']))) }),

  'varu64.decode': (input) => {
    const { value, length } = decodeVarU64(bytes(input['bytes']));
    return { value: String(value), length };
  },

  lipmaa: (input) => ({ lipmaa: String(lipmaa(u64(input['seqNum']))) }),

  'key.public': (input) => ({ publicKey: toHex(publicKey(bytes(input['privateKey']))) }),

  'signature.verify': (input) => {
    verifySignature(bytes(input['publicKey']), bytes(input['message']), bytes(input['signature']));
  },

  'entry.encode': (input, profile) => {
    const entry = encodeEntry(profile, bytes(input['privateKey']), {
      endOfLog: input['endOfLog'] as boolean,
      logId: u64(input['logId']),
      seqNum: u64(input['seqNum']),
      lipmaalink: bytesOrNull(input['lipmaalink']),
      backlink: bytesOrNull(input['backlink']),
      payload: bytes(input['payload']),
    });
    return { entry: toHex(entry), hash: toHex(hash(profile, entry)) };
  },

  'entry.decode': (input, profile) => {
    const entry = decodeEntry(profile, bytes(input['entry']));
    return {
      endOfLog: entry.endOfLog,
      author: toHex(entry.author),
      logId: String(entry.logId),
      seqNum: String(entry.seqNum),
      lipmaalink: hexOrNull(entry.lipmaalink),
      backlink: hexOrNull(entry.backlink),
      payloadSize: String(entry.payloadSize),
      payloadHash: toHex(entry.payloadHash),
      signature: toHex(entry.signature),
      hash: toHex(entry.hash),
    };
  },

  'entry.verify': (input, profile) => {
    verifyEntry(profile, bytes(input['entry']), {
      payload: bytesOrNull(input['payload']),
      backlink: bytesOrNull(input['backlink']),
      lipmaalink: bytesOrNull(input['lipmaalink']),
    });
  },

  'log.verify': (input, profile) => {
    const items = input['entries'] as { entry: string; payload: string | null }[];
    const { entries, forks } = verifyLog(
      profile,
      bytes(input['author']),
      u64(input['logId']),
      items.map(({ entry, payload }) => ({ entry: bytes(entry), payload: bytesOrNull(payload) })),
    );
    return {
      entries: entries.map(({ status, reason }) => (reason ? { status, reason } : { status })),
      forks: forks.map(({ seqNum, implied }) => ({ seqNum: String(seqNum), implied })),
    };
  },

  certpool: (input) => ({ seqNums: decimals(certificatePool(u64(input['seqNum']))) }),

  linkpath: (input) => ({ seqNums: decimals(linkPath(u64(input['from']), u64(input['to']))) }),

  'proof.verify': (input) => {
    const { kind, author, logId, seqNum } = verifyProof(bytes(input['proof']));
    return { kind, author: toHex(author), logId: String(logId), seqNum: String(seqNum) };
  },

  plan: (input) => ({
    fetch: plan(ranges(input['have']), ranges(input['want']), input['full'] as boolean).map(([from, to]) => [
      String(from),
      String(to),
    ]),
  }),
};

/**
 * Every operation of the adapter protocol, in the protocol's own shapes. Input of the wrong shape is misuse and
 * throws; wrong data comes back as a reject.
 *
 * @example operations['lipmaa']({ seqNum: '4' }, 'bamboo') // { verdict: 'accept', output: { lipmaa: '1' } }
 */
export const operations: Readonly<
  Record<string, (input: OperationInput, profile: Profile | DataProfile) => Answer>
> = Object.fromEntries(
  Object.entries({ ...logComputations, ...dataComputations } as Computations).map(([name, compute]) => [
    name,
    (input: OperationInput, profile: Profile | DataProfile): Answer => {
      try {
        const output = compute(input, profile);
        return output === undefined ? { verdict: 'accept' } : { verdict: 'accept', output };
      } catch (error) {
        if (error instanceof Rejection) {
          return { verdict: 'reject', reason: error.reason, message: error.message };
        }
        throw error;
      }
    },
  ]),
);
