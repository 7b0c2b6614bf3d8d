import type * as api from '../../js.js';
import type { AdapterModule, ImplementationInfo, Operation, OperationOutputs, Range } from '../protocol.js';
import { dataOperationsOf, type DataApi } from './data-operations.js';
import { fromDecimal, fromHex, toHex } from './encoding.js';

/** What `sasako`, `sasako/verify` and `sasako/p2panda` export together, and `sasako/js` alone. */
export type PublicApi = Pick<
  typeof api,
  | 'KeyPair'
  | 'certificatePool'
  | 'decodeEntry'
  | 'decodeVarU64'
  | 'encodeVarU64'
  | 'hash'
  | 'linkPath'
  | 'lipmaa'
  | 'plan'
  | 'signEntry'
  | 'verifyEntry'
  | 'verifyLog'
  | 'verifyProof'
  | 'verifySignature'
> &
  DataApi;

/** A result of the API that says no. */
interface Refusal {
  ok: false;
  reason: string;
  requirement: string;
  offset?: number;
}

const reject = ({
  reason,
  requirement,
  offset,
}: Refusal): { verdict: 'reject'; reason: string; message: string } => ({
  verdict: 'reject',
  reason,
  message: offset === undefined ? `breaks ${requirement}` : `breaks ${requirement}, at byte ${offset}`,
});

const accept = <Op extends Operation>(
  output: OperationOutputs[Op],
): { verdict: 'accept'; output: OperationOutputs[Op] } => ({ verdict: 'accept', output });

const orNull = (bytes: Uint8Array | undefined): string | null => (bytes === undefined ? null : toHex(bytes));

/** The bytes of a field that may be `null`, which the API calls not given. */
const optional = (hex: string | null, field: string): Uint8Array | undefined =>
  hex === null ? undefined : fromHex(hex, field);

/** Pairs of sequence numbers. */
const ranges = (list: readonly Range[], field: string): [bigint, bigint][] =>
  list.map(([from, to], i) => [fromDecimal(from, `${field}[${i}][0]`), fromDecimal(to, `${field}[${i}][1]`)]);

/** The public API under the names of the adapter protocol. */
export function adapterOf(api: PublicApi, implementation: ImplementationInfo): AdapterModule {
  return {
    implementation,
    profiles: ['bamboo', 'p2panda', 'p2panda-compat'],
    operations: {
      hash: ({ bytes }, profile) =>
        accept<'hash'>({ hash: toHex(api.hash(fromHex(bytes, 'bytes'), profile)) }),

      'varu64.encode': ({ value }) =>
        accept<'varu64.encode'>({ bytes: toHex(api.encodeVarU64(fromDecimal(value, 'value'))) }),

      'varu64.decode': ({ bytes }) => {
        const decoded = api.decodeVarU64(fromHex(bytes, 'bytes'));
        if (!decoded.ok) return reject(decoded);
        return accept<'varu64.decode'>({ value: String(decoded.value), length: decoded.length });
      },

      lipmaa: ({ seqNum }) => accept<'lipmaa'>({ lipmaa: String(api.lipmaa(fromDecimal(seqNum, 'seqNum'))) }),

      'key.public': ({ privateKey }) => {
        const keyPair = new api.KeyPair(fromHex(privateKey, 'privateKey'));
        return accept<'key.public'>({ publicKey: toHex(keyPair.publicKey) });
      },

      'signature.verify': ({ publicKey, message, signature }) => {
        const verdict = api.verifySignature(
          fromHex(publicKey, 'publicKey'),
          fromHex(message, 'message'),
          fromHex(signature, 'signature'),
        );
        return verdict.ok ? { verdict: 'accept' } : reject(verdict);
      },

      'entry.encode': (input, profile) => {
        const seqNum = fromDecimal(input.seqNum, 'seqNum');
        // The API takes a link that isn't needed for a mistake of the caller; the protocol leaves it out.
        const hasBacklink = seqNum > 1n;
        const hasLipmaalink = hasBacklink && api.lipmaa(seqNum) !== seqNum - 1n;
        try {
          const { bytes, hash } = api.signEntry({
            profile,
            keyPair: new api.KeyPair(fromHex(input.privateKey, 'privateKey')),
            endOfLog: input.endOfLog,
            logId: fromDecimal(input.logId, 'logId'),
            seqNum,
            lipmaalink: hasLipmaalink ? optional(input.lipmaalink, 'lipmaalink') : undefined,
            backlink: hasBacklink ? optional(input.backlink, 'backlink') : undefined,
            payload: fromHex(input.payload, 'payload'),
          });
          return accept<'entry.encode'>({ entry: toHex(bytes), hash: toHex(hash) });
        } catch (error) {
          // An encoding that decoding would refuse says so by its reason; all else is a crash.
          if (!(error instanceof Error) || !('reason' in error) || typeof error.reason !== 'string')
            throw error;
          return { verdict: 'reject', reason: error.reason, message: error.message };
        }
      },

      'entry.decode': ({ entry: hex }, profile) => {
        const verdict = api.decodeEntry(fromHex(hex, 'entry'), { profile });
        if (!verdict.ok) return reject(verdict);
        const { entry, hash } = verdict;
        return accept<'entry.decode'>({
          endOfLog: entry.endOfLog,
          author: toHex(entry.author),
          logId: String(entry.logId),
          seqNum: String(entry.seqNum),
          lipmaalink: orNull(entry.lipmaalink),
          backlink: orNull(entry.backlink),
          payloadSize: String(entry.payloadSize),
          payloadHash: toHex(entry.payloadHash),
          signature: toHex(entry.signature),
          hash: toHex(hash),
        });
      },

      'entry.verify': ({ entry, payload, lipmaalink, backlink }, profile) => {
        const verdict = api.verifyEntry(fromHex(entry, 'entry'), {
          profile,
          payload: optional(payload, 'payload'),
          lipmaalink: optional(lipmaalink, 'lipmaalink'),
          backlink: optional(backlink, 'backlink'),
        });
        return verdict.ok ? { verdict: 'accept' } : reject(verdict);
      },

      'log.verify': ({ author, logId, entries }, profile) => {
        const report = api.verifyLog(
          entries.map(({ entry }, i) => fromHex(entry, `entries[${i}].entry`)),
          {
            profile,
            author: fromHex(author, 'author'),
            logId: fromDecimal(logId, 'logId'),
            payloads: entries.map(({ payload }, i) => optional(payload, `entries[${i}].payload`)),
          },
        );
        return accept<'log.verify'>({
          entries: report.entries.map(({ status, reason }) =>
            reason === undefined ? { status } : { status, reason },
          ),
          forks: report.forks.map(({ seqNum, implied }) => ({ seqNum: String(seqNum), implied })),
        });
      },

      certpool: ({ seqNum }) =>
        accept<'certpool'>({ seqNums: api.certificatePool(fromDecimal(seqNum, 'seqNum')).map(String) }),

      linkpath: ({ from, to }) =>
        accept<'linkpath'>({
          seqNums: api.linkPath(fromDecimal(from, 'from'), fromDecimal(to, 'to')).map(String),
        }),

      'proof.verify': ({ proof }) => {
        const verdict = api.verifyProof(fromHex(proof, 'proof'));
        if (!verdict.ok) return { ...reject(verdict), message: verdict.message };
        const { kind, author, logId, seqNum } = verdict;
        return accept<'proof.verify'>({
          kind,
          author: toHex(author),
          logId: String(logId),
          seqNum: String(seqNum),
        });
      },

      plan: ({ have, want, full }) => {
        const missing = api.plan({ have: ranges(have, 'have'), want: ranges(want, 'want'), full });
        return accept<'plan'>({
          fetch: [...missing.ranges()].map(([from, to]) => [String(from), String(to)]),
        });
      },

      ...dataOperationsOf(api),
    },
  };
}
