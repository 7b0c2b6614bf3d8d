import { counted } from '../../bamboo/counted.js';
import { safe } from '../../conformance/report/layout.js';
import { rowsOfProof, type ProofInspection } from '../../inspect/proof.js';
import { verdictInWords } from '../proof-verdict.js';
import { drawRows } from './table.js';

/** A proof as text, at most `width` columns wide. */
export function drawProof(inspection: ProofInspection, width: number): string[] {
  const { bytes, judged } = inspection;
  const rows = rowsOfProof(inspection).map((row) => ({ ...row, value: safe(row.value) }));
  return [
    `A proof, ${counted(bytes.length, 'byte')}`,
    '',
    ...drawRows(rows, width),
    '',
    ...verdictInWords(judged, width),
  ];
}
