import type { SeqNumRanges } from '../verify/index.js';

/** `1 byte`, `2 bytes`. */
export function counted(n: number | bigint, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 || n === 1n ? one : many}`;
}

/** `1-13, 40`: with spaces, where a long list may be broken. */
export function listed(ranges: SeqNumRanges): string {
  return ranges.toString().replaceAll(',', ', ');
}
