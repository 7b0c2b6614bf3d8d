import pc from 'picocolors';
import { counted } from '../../bamboo/counted.js';
import { wrap } from '../../conformance/report/layout.js';
import { rowsOf, type EntryInspection } from '../../inspect/entry.js';
import { hexOf } from '../../inspect/hex.js';
import { drawLabelled, drawRows } from './table.js';

/** What is wrong, in red. */
export function drawRejection({ verdict }: EntryInspection, width: number): string[] {
  if (verdict.ok) return [];
  return wrap(`Rejected: ${verdict.reason}, which breaks ${verdict.requirement}.`, width).map(pc.red);
}

/** An entry as text, at most `width` columns wide. */
export function drawEntry(inspection: EntryInspection, guessed: boolean, width: number): string[] {
  const { profile, bytes, verdict } = inspection;
  const title = `${counted(bytes.length, 'byte')}, profile ${profile}${guessed ? ' (guessed: --profile chooses)' : ''}`;
  const lines = [...wrap(title, width), '', ...drawRows(rowsOf(inspection), width), ''];
  if (!verdict.ok) return [...lines, ...drawRejection(inspection, width)];
  return [
    ...lines,
    ...drawLabelled('hash', hexOf(verdict.hash), width),
    ...wrap('The entry decodes and its signature is valid.', width).map(pc.green),
    ...wrap('Its payload and the entries it links to were not at hand.', width),
  ];
}
