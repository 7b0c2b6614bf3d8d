import pc from 'picocolors';
import { wrap } from '../conformance/report/layout.js';
import { decodeEntry } from '../index.js';
import { verifyProof, type ProofVerdict } from '../verify/index.js';
import { hexOf } from './inspect/hex.js';
import { drawLabelled } from './inspect/table.js';

/** One of the entries that a proof stands on. */
interface Exhibit {
  readonly seqNum: bigint;
  /** Encoded. */
  readonly hash: Uint8Array;
}

/** A proof's verdict with the entries that it stands on; none where it proves nothing. */
export interface JudgedProof {
  readonly verdict: ProofVerdict;
  readonly entries: readonly Exhibit[];
}

/** Verifies a proof. Never throws for bad data. */
export function judgeProof(bytes: Uint8Array): JudgedProof {
  const verdict = verifyProof(bytes);
  if (!verdict.ok) return { verdict, entries: [] };
  const { kind, profile, evidence } = verdict;
  const entries = (kind === 'payload-size-lie' ? evidence.slice(0, 1) : evidence).flatMap((entry) => {
    const decoded = decodeEntry(entry, { profile });
    return decoded.ok ? [{ seqNum: decoded.entry.seqNum, hash: decoded.hash }] : [];
  });
  return { verdict, entries };
}

/** Labels, and beside each its text in as many lines as it takes. */
function labelled(texts: readonly (readonly [string, string])[], width: number): string[] {
  // A narrow terminal has the text under its label.
  if (width < 60)
    return texts.flatMap(([label, text]) => [label, ...wrap(text, width - 2).map((line) => `  ${line}`)]);
  // A sequence number, which is part of a label, has up to 20 digits.
  const labelWidth = Math.max(...texts.map(([label]) => label.length)) + 1;
  return texts.flatMap(([label, text]) => drawLabelled(label, text, width, labelWidth));
}

/** What is proved about whom, or why nothing is, at most `width` columns wide. */
export function verdictInWords({ verdict, entries }: JudgedProof, width: number): string[] {
  if (!verdict.ok) {
    const { message, reason, requirement } = verdict;
    return wrap(`It proves nothing: ${message} (${reason}, ${requirement}).`, width).map(pc.red);
  }
  const { kind, profile, author, logId, seqNum, statement } = verdict;
  return [
    ...wrap(`Proved. ${statement}`, width).map(pc.green),
    '',
    ...labelled(
      [
        ['kind', kind],
        ['profile', profile],
        ['author', hexOf(author)],
        ['log id', logId.toString()],
        ['sequence number', seqNum.toString()],
        ...entries.map((entry) => [`entry ${entry.seqNum.toString()}`, hexOf(entry.hash)] as const),
      ],
      width,
    ),
  ];
}

/** The verdict for JSON. */
export function verdictToJson({ verdict, entries }: JudgedProof): object {
  if (!verdict.ok) return verdict;
  const { kind, profile, author, logId, seqNum, statement } = verdict;
  return {
    ok: true,
    kind,
    profile,
    author: hexOf(author),
    logId: logId.toString(),
    seqNum: seqNum.toString(),
    statement,
    entries: entries.map((entry) => ({ seqNum: entry.seqNum.toString(), hash: hexOf(entry.hash) })),
  };
}
