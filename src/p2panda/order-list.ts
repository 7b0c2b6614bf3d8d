/** Labels are whole numbers below, exact as doubles. */
const LABEL_BITS = 52;
/**
 * How much emptier, with each bit, a range of labels has to be than half of it, to be spread anew (between 1 and 2): with 1.4
 * there is room for 10^8 elements.
 */
const THINNING = 1.4;
/** How far behind its neighbour an element is put where there is room. */
const STEP = 2 ** 20;

/** A growing array of 32-bit integers. */
export class Integers {
  values: Int32Array<ArrayBuffer>;
  length = 0;

  constructor(capacity = 16) {
    this.values = new Int32Array(capacity);
  }

  push(value: number): number {
    if (this.length === this.values.length) this.reserve(this.length + 1);
    this.values[this.length] = value;
    return this.length++;
  }

  reserve(length: number): void {
    if (length <= this.values.length) return;
    const grown = new Int32Array(Math.max(2 * this.values.length, length));
    grown.set(this.values);
    this.values = grown;
  }
}

/**
 * A list in which elements are put anywhere, and of any two of which it is known at once which comes first: each has a label,
 * and where there is no label left between two neighbours, those around are spread anew (Dietz and Sleator 1987; this form is
 * that of Bender, Cole, Demaine, Farach-Colton and Zito, "Two Simplified Algorithms for Maintaining Order in a List", 2002).
 * Putting one in takes O(log n) on average, whatever the order.
 *
 * Elements are numbered from 0 in the order in which they came; element 0 is the first for ever.
 */
export class OrderList {
  readonly #next = new Integers();
  readonly #previous = new Integers();
  #labels = new Float64Array(16);

  constructor() {
    this.#next.push(-1);
    this.#previous.push(-1);
  }

  /** How many elements there are, the first included. */
  get size(): number {
    return this.#next.length;
  }

  /** The element behind another one, or −1. */
  next(element: number): number {
    return this.#next.values[element]!;
  }

  /** The element before another one, or −1. */
  previous(element: number): number {
    return this.#previous.values[element]!;
  }

  /** Whether `a` comes before `b`. */
  isBefore(a: number, b: number): boolean {
    return this.#labels[a]! < this.#labels[b]!;
  }

  /** Puts a new element right behind another one, and gives its number. */
  insertAfter(element: number): number {
    const added = this.#next.push(-1);
    this.#previous.push(-1);
    this.#reserveLabels();
    this.#link(added, element);
    return added;
  }

  /** Moves the elements from one to another, which may be the same, right behind an element that isn't among them. */
  moveAfter(first: number, last: number, element: number): void {
    const [before, after] = [this.previous(first), this.next(last)];
    this.#next.values[before] = after;
    if (after >= 0) this.#previous.values[after] = before;
    let behind = element;
    for (let moved = first; ;) {
      const next = this.next(moved);
      this.#link(moved, behind);
      if (moved === last) return;
      behind = moved;
      moved = next;
    }
  }

  /**
   * Takes all elements of an empty list at once, evenly spread.
   *
   * @param sequence the numbers from 1 on, each once, in their order
   */
  fill(sequence: Int32Array): void {
    const count = sequence.length;
    this.#next.reserve(count + 1);
    this.#previous.reserve(count + 1);
    this.#next.length = this.#previous.length = count + 1;
    this.#reserveLabels();
    const step = Math.min(STEP, Math.floor(2 ** LABEL_BITS / (count + 1)));
    let before = 0;
    for (let i = 0; i < count; i++) {
      const element = sequence[i]!;
      this.#labels[element] = (i + 1) * step;
      this.#next.values[before] = element;
      this.#previous.values[element] = before;
      before = element;
    }
    this.#next.values[before] = -1;
  }

  #reserveLabels(): void {
    if (this.size <= this.#labels.length) return;
    const grown = new Float64Array(Math.max(2 * this.#labels.length, this.size));
    grown.set(this.#labels);
    this.#labels = grown;
  }

  /** Puts an element that is in no list right behind another one. */
  #link(added: number, element: number): void {
    let label = this.#freeLabel(element);
    if (label < 0) {
      this.#spread(element);
      label = this.#freeLabel(element);
    }
    const after = this.next(element);
    this.#labels[added] = label;
    this.#next.values[added] = after;
    this.#previous.values[added] = element;
    this.#next.values[element] = added;
    if (after >= 0) this.#previous.values[after] = added;
  }

  /** A label between those of an element and the next one; −1 where there is none. */
  #freeLabel(element: number): number {
    const label = this.#labels[element]!;
    const after = this.next(element);
    const end = after < 0 ? 2 ** LABEL_BITS : this.#labels[after]!;
    const gap = end - label;
    return gap < 2 ? -1 : label + Math.min(STEP, Math.floor(gap / 2));
  }

  /** Spreads the elements of the smallest range around one that is not too full. */
  #spread(element: number): void {
    let first = element;
    let last = element;
    let count = 1;
    let most = 1;
    for (let bits = 1; ; bits++) {
      const width = 2 ** bits;
      most *= 2 / THINNING;
      const start = Math.floor(this.#labels[element]! / width) * width;
      for (let at = this.previous(first); at >= 0 && this.#labels[at]! >= start; at = this.previous(at)) {
        first = at;
        count++;
      }
      for (let at = this.next(last); at >= 0 && this.#labels[at]! < start + width; at = this.next(at)) {
        last = at;
        count++;
      }
      // With two labels for each there is one behind each, too.
      if (count > most || 2 * count > width) continue;
      const step = Math.floor(width / count);
      let label = start;
      for (let at = first; ; at = this.next(at)) {
        this.#labels[at] = label;
        label += step;
        if (at === last) return;
      }
    }
  }
}
