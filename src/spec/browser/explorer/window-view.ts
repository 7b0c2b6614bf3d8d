import { MAX_SEQNUM } from './full-numbers.js';

const MARGIN = 20;
const PITCH = 26;
/** Beyond so many numbers away, a place is not exact any more, and far out of any picture. */
const FAR = 2n ** 50n;

/** Which sequence numbers a picture of some width shows, and where. */
export class WindowView {
  readonly width: number;
  /** How many numbers stand side by side. */
  readonly count: number;
  /** From one number to the next, in pixels. */
  readonly pitch: number;
  /** The first number shown. */
  readonly start: bigint;
  /** What part of the first number's place has left the picture on the left, from 0 to below 1. */
  readonly shift: number;

  constructor(width: number, start: bigint, shift = 0) {
    this.width = width;
    this.count = Math.max(3, Math.floor((width - 2 * MARGIN) / PITCH) + 1);
    this.pitch = (width - 2 * MARGIN) / (this.count - 1);
    const latest = MAX_SEQNUM - BigInt(this.count) + 1n;
    this.start = start < 1n ? 1n : start > latest ? latest : start;
    this.shift = this.start === start && start < latest ? shift : 0;
  }

  /** The last number shown as a whole. */
  get end(): bigint {
    return this.start + BigInt(this.count) - 1n;
  }

  /** All numbers shown, those included of which a part is seen. */
  get seqNums(): bigint[] {
    const first = this.start > 1n ? this.start - 1n : this.start;
    const last = this.end + 2n < MAX_SEQNUM ? this.end + 2n : MAX_SEQNUM;
    return Array.from({ length: Number(last - first) + 1 }, (_, i) => first + BigInt(i));
  }

  /** Where a number stands, in pixels; exact near the window. */
  xOf(seqNum: bigint): number {
    const away = seqNum - this.start;
    const places = away > FAR || away < -FAR ? Math.sign(Number(away)) * Number(FAR) : Number(away);
    return MARGIN + (places - this.shift) * this.pitch;
  }

  /** The number that stands nearest to an x. */
  at(x: number): bigint {
    const place = Math.round((x - MARGIN) / this.pitch + this.shift);
    const seqNum = this.start + BigInt(place);
    return seqNum < 1n ? 1n : seqNum > MAX_SEQNUM ? MAX_SEQNUM : seqNum;
  }

  shows(seqNum: bigint): boolean {
    return seqNum >= this.start && seqNum <= this.end;
  }

  /** The window so many places further right, or left where negative. */
  moved(places: number): WindowView {
    const whole = Math.floor(this.shift + places);
    return new WindowView(this.width, this.start + BigInt(whole), this.shift + places - whole);
  }

  /** The window with a number in sight: unmoved where it is, scrolled as far as needed where it is near, or else around it. */
  showing(seqNum: bigint): WindowView {
    const count = BigInt(this.count);
    const room = 2n;
    if (seqNum < this.start - count || seqNum > this.end + count) {
      // Links lead to the left: more of that side is shown.
      return new WindowView(this.width, seqNum - (count * 2n) / 3n);
    }
    if (seqNum < this.start + room) return new WindowView(this.width, seqNum - room);
    if (seqNum > this.end - room) return new WindowView(this.width, seqNum + room - count + 1n);
    return this;
  }
}
