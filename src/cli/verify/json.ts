import type { Tally } from '../../verify/index.js';
import { STATUS_OF, type Audit, type Findings, type WrittenProof } from './audit.js';

function tallyJson({ entries, verified, pathVerified, unlinked, invalid, reasons }: Tally) {
  return { entries, verified, pathVerified, unlinked, invalid, reasons: Object.fromEntries(reasons) };
}

function findingsJson<T>({ count, first }: Findings<T>, toJson: (one: T) => unknown) {
  return { count, first: first.map(toJson) };
}

/**
 * The audit as one JSON object. Bytes are lower-case hex, every u64 is a decimal string, counts are numbers.
 *
 * - `outcome`: `verified`, `incomplete` (nothing invalid, some entries unlinked), `invalid`, `unread`
 *   (nothing invalid, some stores in directories could not be read: `notes` tells which), or `interrupted`: then all that
 *   follows is of what came so far; and `exitStatus`
 * - `profile`, and `profileGuessed`: whether nobody said it
 * - `sources`: `{ path, kind, entries }`, kind being `bundle`, `json-lines` or `aquadoggo`
 * - `totals`: `{ entries, verified, pathVerified, unlinked, invalid, reasons, forks, copies }`; `reasons` is the number of
 *   invalid entries by reason, `copies` that of entries that are there more than once, but for the first
 * - `logs`: by author and log id, `{ author, logId, …, forks: [{ seqNum, implied }], newest, endOfLog }` with the
 *   counts of `totals`; `newest` is null where all entries are invalid, `endOfLog` where nothing ends the log
 * - `ofNoLog`: counts as in `totals`, of entries that don't decode or whose signature is wrong
 * - `invalid`, `damages`, `contradictions`: `{ count, first }`, of which `first` has up to 10,000.
 *   Invalid: `{ path, place, claims: { author, logId, seqNum } or null, reason, requirement, offset? }`.
 *   Damages: `{ path, place, end?, message }`. Contradictions: `{ path, place, column, says, entrySays }`.
 *   A place is `{ byte, line? }` or `{ row }`
 * - `notes`: sentences about how stores were read
 * - `proofs`, with `--proofs`: `{ file, kind, author, logId, seqNum }`
 */
export function toJson(audit: Audit, proofs: readonly WrittenProof[] | undefined): string {
  const { profile, guessed, sources, totals, logs, ofNoLog, outcome } = audit;
  return JSON.stringify(
    {
      outcome,
      exitStatus: STATUS_OF[outcome],
      profile,
      profileGuessed: guessed,
      sources,
      totals: { ...tallyJson(totals), forks: totals.forks, copies: totals.copies },
      logs: logs.map((log) => ({
        author: log.name,
        logId: log.logId.toString(),
        ...tallyJson(log),
        forks: log.forks.map(({ seqNum, implied }) => ({ seqNum: seqNum.toString(), implied })),
        newest: log.newest === 0n ? null : log.newest.toString(),
        endOfLog: log.endOfLog?.toString() ?? null,
      })),
      ofNoLog: tallyJson(ofNoLog),
      invalid: findingsJson(audit.invalid, ({ path, place, claims, reason, requirement, offset }) => ({
        path,
        place,
        claims: claims
          ? { author: claims.author, logId: claims.logId.toString(), seqNum: claims.seqNum.toString() }
          : null,
        reason,
        requirement,
        ...(offset === undefined ? {} : { offset }),
      })),
      damages: findingsJson(audit.damages, ({ path, place, end, message }) => ({
        path,
        place,
        end,
        message,
      })),
      contradictions: findingsJson(audit.contradictions, ({ path, row, column, says, entrySays }) => ({
        path,
        place: { row },
        column,
        says,
        entrySays,
      })),
      notes: audit.notes,
      ...(proofs
        ? {
            proofs: proofs.map(({ logId, seqNum, ...proof }) => ({
              ...proof,
              logId: logId.toString(),
              seqNum: seqNum.toString(),
            })),
          }
        : {}),
    },
    undefined,
    2,
  );
}
