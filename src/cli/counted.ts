import { counted } from '../bamboo/counted.js';
import type { SeqNumRanges } from '../verify/index.js';

/** `1,234 entries`: for stores, which have millions. */
export function countedInGroups(count: number, one: string, many?: string): string {
  return counted(count, one, many, count.toLocaleString('en'));
}

/** `1-13, 40`: with spaces, where a long list may be broken. */
export function listed(ranges: SeqNumRanges): string {
  return ranges.toString().replaceAll(',', ', ');
}
