import { counted } from '../../../bamboo/counted.js';
import { FULL_NUMBERS } from '../explorer/full-numbers.js';

/** Exponents at which programs go wrong: bytes, the exact integers of a double, and signed ones. */
const EXPONENTS = [8n, 16n, 24n, 31n, 32n, 40n, 48n, 53n, 56n, 63n, 64n] as const;

/** A power of two that is no more than two away, as in `2^53 + 1`. */
function asPower(n: bigint): string | undefined {
  for (const exponent of EXPONENTS) {
    const difference = n - 2n ** exponent;
    if (difference === 0n) return `2^${exponent}`;
    if (difference >= -2n && difference <= 2n)
      return `2^${exponent} ${difference < 0n ? '−' : '+'} ${difference < 0n ? -difference : difference}`;
  }
  return undefined;
}

/** Which full number it is, from 4 on: lipmaa's milestones. */
function asFull(n: bigint): string | undefined {
  const place = FULL_NUMBERS.indexOf(n);
  return place < 1 ? undefined : `(3^${place + 1} − 1)/2, a full number`;
}

/** How many bytes a VarU64 of this value has. */
function varU64Length(n: bigint): number {
  if (n < 248n) return 1;
  return 1 + Math.ceil(n.toString(16).length / 2);
}

/** What is worth knowing of a number, if anything is. @param name the field that it stands in */
export function meaningOf(name: string, n: bigint): string[] {
  const power = asPower(n);
  const isSeqNum = ['seqNum', 'lipmaa', 'from', 'to'].includes(name);
  return [
    power,
    isSeqNum ? asFull(n) : undefined,
    name === 'lipmaa' && n === 0n ? 'none: the first entry has no links' : undefined,
    name === 'value' ? `a VarU64 of ${counted(varU64Length(n), 'byte')}` : undefined,
  ].filter((meaning) => meaning !== undefined);
}
