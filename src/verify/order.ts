/** What sorts behind every sequence number: no entry that decodes. */
const UNREADABLE = Number.POSITIVE_INFINITY;

/** Reads the VarU64 at `bytes[at]`, which may be cut off or wrong: its value, to 53 bits, and its length. */
function peekVarU64(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 248) return first;
  let value = 0;
  for (let i = 1; i <= first - 247; i++) value = 256 * value + (bytes[at + i] ?? 0);
  return value;
}

/** The sequence number that an entry seems to have, to 53 bits: enough to bring entries into order. */
function peekSeqNum(entry: Uint8Array): number {
  const first = entry[33] ?? 0;
  const at = 34 + (first < 248 ? 0 : first - 247);
  return at < entry.length ? peekVarU64(entry, at) : UNREADABLE;
}

/**
 * In which order entries ascend by sequence number, or `undefined` where they already do. It need not be right for
 * numbers above 2^53, nor for what doesn't decode.
 */
export function ascendingOrder(entries: readonly Uint8Array[]): Uint32Array | undefined {
  const seqNums = new Float64Array(entries.length);
  let ascending = true;
  for (let i = 0; i < entries.length; i++) {
    seqNums[i] = peekSeqNum(entries[i]!);
    if (i > 0 && seqNums[i]! < seqNums[i - 1]!) ascending = false;
  }
  if (ascending) return undefined;
  // Number and position in one double, which sorts natively.
  const positions = 2 ** Math.ceil(Math.log2(entries.length + 1));
  let highest = 0;
  for (const seqNum of seqNums) if (seqNum !== UNREADABLE && seqNum > highest) highest = seqNum;
  if ((highest + 2) * positions < Number.MAX_SAFE_INTEGER) {
    for (let i = 0; i < seqNums.length; i++) {
      const seqNum = seqNums[i] === UNREADABLE ? highest + 1 : seqNums[i]!;
      seqNums[i] = seqNum * positions + i;
    }
    seqNums.sort();
    const order = new Uint32Array(seqNums.length);
    // The positions are a power of two, so nothing is rounded; `%` of doubles is slow.
    for (let i = 0; i < order.length; i++)
      order[i] = seqNums[i]! - Math.floor(seqNums[i]! / positions) * positions;
    return order;
  }
  return Uint32Array.from(entries.keys()).sort((a, b) => {
    // Not the difference: of two infinities it is no number.
    const x = seqNums[a]!;
    const y = seqNums[b]!;
    return x < y ? -1 : x > y ? 1 : a - b;
  });
}

/** A number that entries of one author share, and those of two seldom do. */
export function authorKey(entry: Uint8Array): number {
  return (entry[1] ?? 0) | ((entry[2] ?? 0) << 8) | ((entry[17] ?? 0) << 16) | ((entry[31] ?? 0) << 24);
}

/**
 * In which order entries of one author stand together, each author's in the order that they have; `undefined` where
 * they already do.
 */
export function orderByAuthor(entries: readonly Uint8Array[]): Uint32Array | undefined {
  const first = entries.length > 0 ? authorKey(entries[0]!) : 0;
  if (entries.every((entry) => authorKey(entry) === first)) return undefined;
  // Key and position in one double, which sorts natively.
  const positions = 2 ** Math.ceil(Math.log2(entries.length + 1));
  if (positions > 2 ** 21) {
    return Uint32Array.from(entries.keys()).sort(
      (a, b) => authorKey(entries[a]!) - authorKey(entries[b]!) || a - b,
    );
  }
  const keyed = Float64Array.from(entries, (entry, i) => (authorKey(entry) >>> 0) * positions + i).sort();
  return Uint32Array.from(keyed, (both) => both % positions);
}
