/** So many numbers are kept in one piece; then it is split. */
const PIECE = 256;

/**
 * Numbers in an order of the caller's, kept in pieces, so that putting one in moves a piece and not all of them. Made for the
 * operations that follow on one: most often there is one, and sometimes there are a hundred thousand.
 */
export class SortedChildren {
  #pieces: number[][] = [[]];

  constructor(readonly compare: (a: number, b: number) => number) {}

  /** Takes numbers that are in the order already; at least one. */
  static of(numbers: readonly number[], compare: (a: number, b: number) => number): SortedChildren {
    const children = new SortedChildren(compare);
    children.#pieces = [];
    for (let start = 0; start < numbers.length; start += PIECE) {
      children.#pieces.push(numbers.slice(start, start + PIECE));
    }
    return children;
  }

  /** The first two of at least two. */
  get lowestTwo(): readonly [number, number] {
    const [piece, after] = this.#pieces;
    return [piece![0]!, piece![1] ?? after![0]!];
  }

  /**
   * Puts a number in.
   *
   * @returns the number before it; −1 where it is the first
   */
  insert(number: number): number {
    const pieces = this.#pieces;
    let low = 0;
    let high = pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.compare(pieces[middle]![0]!, number) < 0) low = middle;
      else high = middle - 1;
    }
    const piece = pieces[low]!;
    let start = 0;
    let end = piece.length;
    while (start < end) {
      const middle = (start + end) >> 1;
      if (this.compare(piece[middle]!, number) < 0) start = middle + 1;
      else end = middle;
    }
    piece.splice(start, 0, number);
    const before = start > 0 ? piece[start - 1]! : low > 0 ? pieces[low - 1]!.at(-1)! : -1;
    if (piece.length > PIECE) pieces.splice(low + 1, 0, piece.splice(PIECE / 2));
    return before;
  }
}
