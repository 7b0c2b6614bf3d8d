import pc from 'picocolors';
import { wrap } from '../conformance/report/layout.js';
import { hexOf } from '../inspect/hex.js';
import type { JudgedProof } from '../inspect/proof-verdict.js';
import { drawLabelled } from './inspect/table.js';

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
