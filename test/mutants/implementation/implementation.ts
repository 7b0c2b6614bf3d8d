import type { LogOperations } from '../core.js';
import { fromHex, toHex } from './bytes.js';
import { Plans, type Span } from './plans.js';
import { Refusal } from './refusal.js';

const known = new Map<string, Uint8Array>();

/** The bytes of an entry or payload, parsed once for all mutants: nobody writes into them. */
export function shared(hex: string): Uint8Array {
  let bytes = known.get(hex);
  if (!bytes) known.set(hex, (bytes = fromHex(hex)));
  return bytes;
}

const spanOf = ([from, to]: readonly [string, string]): Span => [BigInt(from), BigInt(to)];
const orNull = (hex: string | null): Uint8Array | null => (hex === null ? null : shared(hex));
const hexOrNull = (bytes: Uint8Array | null): string | null => (bytes === null ? null : toHex(bytes));

/**
 * A whole implementation in small steps, each a method: correct as it stands, and wrong in one thing in a subclass that
 * overrides one method. Each layer is a class above the one below it: integers, paths, primitives, entries,
 * verification, logs, proofs, plans. It answers in the shapes of the adapter protocol.
 */
export class Implementation extends Plans {
  operations(): LogOperations {
    return {
      hash: ({ bytes }, profile) => ({
        verdict: 'accept',
        output: { hash: toHex(this.encodedHash(profile, fromHex(bytes))) },
      }),
      'varu64.encode': ({ value }) => ({
        verdict: 'accept',
        output: { bytes: toHex(this.encodeVarU64(BigInt(value))) },
      }),
      'varu64.decode': ({ bytes }) =>
        orReject(() => {
          const { value, length } = this.decodeVarU64(fromHex(bytes), 0);
          return { value: String(value), length };
        }),
      lipmaa: ({ seqNum }) => ({
        verdict: 'accept',
        output: { lipmaa: String(this.lipmaa(BigInt(seqNum))) },
      }),
      'key.public': ({ privateKey }) => ({
        verdict: 'accept',
        output: { publicKey: toHex(this.publicKey(fromHex(privateKey))) },
      }),
      'signature.verify': ({ publicKey, message, signature }) =>
        orReject(() => {
          const author = fromHex(publicKey);
          this.checkSignature(author, fromHex(message), fromHex(signature));
          return undefined;
        }),
      'entry.encode': (input, profile) =>
        orReject(() => {
          const entry = this.encodeEntry(profile, {
            privateKey: fromHex(input.privateKey),
            endOfLog: input.endOfLog,
            logId: BigInt(input.logId),
            seqNum: BigInt(input.seqNum),
            lipmaalink: orNull(input.lipmaalink),
            backlink: orNull(input.backlink),
            payload: fromHex(input.payload),
          });
          return { entry: toHex(entry), hash: toHex(this.entryHash(profile, entry)) };
        }),
      'entry.decode': ({ entry: hex }, profile) =>
        orReject(() => {
          const entry = this.decodeEntry(profile, shared(hex));
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
        }),
      'entry.verify': ({ entry, payload, lipmaalink, backlink }, profile) =>
        orReject(() => {
          this.verifyEntry(profile, shared(entry), {
            payload: orNull(payload),
            lipmaalink: orNull(lipmaalink),
            backlink: orNull(backlink),
          });
          return undefined;
        }),
      'log.verify': ({ author, logId, entries }, profile) => {
        const items = entries.map(({ entry, payload }) => ({
          bytes: shared(entry),
          payload: orNull(payload),
        }));
        const report = this.verifyLog(profile, fromHex(author), BigInt(logId), items);
        const forks = report.forks.map(({ seqNum, implied }) => ({ seqNum: String(seqNum), implied }));
        return { verdict: 'accept', output: { entries: report.entries, forks } };
      },
      certpool: ({ seqNum }) => ({
        verdict: 'accept',
        output: { seqNums: this.certificatePool(BigInt(seqNum)).map(String) },
      }),
      linkpath: ({ from, to }) => ({
        verdict: 'accept',
        output: { seqNums: this.linkPath(BigInt(from), BigInt(to)).map(String) },
      }),
      'proof.verify': ({ proof }) =>
        orReject(() => {
          const { kind, author, logId, seqNum } = this.verifyProof(shared(proof));
          return { kind, author: toHex(author), logId: String(logId), seqNum: String(seqNum) };
        }),
      plan: ({ have, want, full }) => ({
        verdict: 'accept',
        output: {
          fetch: this.plan(have.map(spanOf), want.map(spanOf), full).map(([from, to]) => [
            String(from),
            String(to),
          ]),
        },
      }),
    };
  }
}

/** An accept with what `compute` returns, or a reject with the reason that it throws. */
export function orReject<Output>(
  compute: () => Output,
): { verdict: 'accept'; output: Output } | { verdict: 'reject'; reason: string } {
  try {
    return { verdict: 'accept', output: compute() };
  } catch (error) {
    if (error instanceof Refusal) return { verdict: 'reject', reason: error.reason };
    throw error;
  }
}
