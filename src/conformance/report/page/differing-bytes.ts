/** Bytes from the first offset up to the second. */
export type ByteSpan = readonly [start: number, end: number];

/** Whether a value is bytes in hex, some of them. */
export function isHex(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && /^(?:[0-9a-f]{2})*$/.test(value);
}

/**
 * Which bytes of two strings of hex differ, in each. Where they are of one length they are compared byte by byte; else
 * what differs lies between what they have in common at the start and at the end.
 */
export function differingBytes(a: string, b: string): readonly [ByteSpan[], ByteSpan[]] {
  const [lengthA, lengthB] = [a.length / 2, b.length / 2];
  const same = (atA: number, atB: number): boolean => {
    return a[2 * atA] === b[2 * atB] && a[2 * atA + 1] === b[2 * atB + 1];
  };
  if (lengthA === lengthB) {
    const spans: [number, number][] = [];
    for (let at = 0; at < lengthA; at++) {
      if (same(at, at)) continue;
      const last = spans.at(-1);
      if (last?.[1] === at) last[1]++;
      else spans.push([at, at + 1]);
    }
    return [spans, spans];
  }
  const shorter = Math.min(lengthA, lengthB);
  let head = 0;
  while (head < shorter && same(head, head)) head++;
  let tail = 0;
  while (tail < shorter - head && same(lengthA - 1 - tail, lengthB - 1 - tail)) tail++;
  const between = (length: number): ByteSpan[] => (length - tail > head ? [[head, length - tail]] : []);
  return [between(lengthA), between(lengthB)];
}

/** The bytes in words, as in `byte 2, bytes 40 to 41`; the first of them where there are many. */
export function spansInWords(spans: readonly ByteSpan[]): string {
  const MOST = 6;
  const words = spans
    .slice(0, MOST)
    .map(([start, end]) => (end - start === 1 ? `byte ${start}` : `bytes ${start} to ${end - 1}`));
  return spans.length > MOST
    ? `${words.join(', ')} and at ${spans.length - MOST} more places`
    : words.join(', ');
}

/** What of `length` bytes is worth showing: all of few, else the start, the end and what lies around the marked ones. */
export function worthShowing(length: number, marked: readonly ByteSpan[]): ByteSpan[] {
  const [WHOLE, EDGE, AROUND, MOST_MARKED] = [1024, 64, 16, 256];
  if (length <= WHOLE) return [[0, length]];
  const windows: ByteSpan[] = [[0, marked.length === 0 ? 4 * EDGE : EDGE]];
  let room = MOST_MARKED;
  for (const [start, end] of marked) {
    if (room <= 0) break;
    const shown = Math.min(end - start, room);
    windows.push([Math.max(0, start - AROUND), Math.min(length, start + shown + AROUND)]);
    room -= shown + AROUND;
  }
  windows.push([length - EDGE, length]);
  const merged: [number, number][] = [];
  for (const [start, end] of windows.sort(([a], [b]) => a - b)) {
    const last = merged.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}
