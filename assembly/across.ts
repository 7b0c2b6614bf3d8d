// One point across the two lanes, for work that has but one chain of additions: the formulas of point.ts have
// products side by side, so that two lanes do a doubling in two squarings and two multiplications, and an addition
// in four multiplications. (Hisil et al. 2008, section 4, have the same with four processors.)
//
//   point   (X, Y), (Z, T)                    160 bytes: two pairs, lane 0 first
//   addend  (Y - X, Y + X), (2 Z, 2 d T)      160 bytes
//
// Coordinates of both are reduced. The bounds of sums are noted as (integers, doubles).

import { PAIR, carry, carryIfDouble, exchanged, minus, mul, picked, plus, setSmall, square } from './field';
import { ACROSS_SCRATCH } from './memory';
import { T, X, Y, Z } from './point';

/** Bytes of a point and of an addend. */
export const ACROSS: usize = 2 * PAIR;
const ZT: usize = PAIR;

const LEFT: usize = ACROSS_SCRATCH;
const RIGHT: usize = ACROSS_SCRATCH + 80;
const FIRST: usize = ACROSS_SCRATCH + 160; // F, H
const SECOND: usize = ACROSS_SCRATCH + 240; // E, G
const EXCHANGED: usize = ACROSS_SCRATCH + 320; // G, E

/** p = the neutral element: x = 0, y = 1. */
export function setNeutralAcross(p: usize): void {
  setSmall(LEFT, 0);
  setSmall(RIGHT, 1);
  for (let i: usize = 0; i < PAIR; i += 16) {
    const zero = v128.load(LEFT + i);
    const one = v128.load(RIGHT + i);
    v128.store(p + i, picked(zero, one));
    v128.store(p + ZT + i, picked(one, zero));
  }
}

/** p = E F, G H, G F, E H: what doubling and adding end with. */
// @ts-ignore: decorator
@inline
function finish(p: usize): void {
  carry(FIRST);
  mul(p, SECOND, FIRST);
  mul(p + ZT, EXCHANGED, FIRST);
}

/** p = 2p (dbl-2008-hwcd for a = -1, all signs turned). */
export function doubleAcross(p: usize): void {
  for (let i: usize = 0; i < PAIR; i += 16) {
    const xy = v128.load(p + i);
    v128.store(RIGHT + i, picked(v128.load(p + ZT + i), plus(xy, exchanged(xy)))); // Z, X + Y: (2, 2)
  }
  carryIfDouble(RIGHT);
  square(LEFT, p); // A, B
  square(RIGHT, RIGHT); // C, (X + Y)^2
  for (let i: usize = 0; i < PAIR; i += 16) {
    const ab = v128.load(LEFT + i);
    const ba = exchanged(ab);
    const ce = v128.load(RIGHT + i);
    const h = plus(ab, ba); // H, H: (2, 2)
    const g = minus(ab, ba, i); // G, -G: (3, 2)
    const e = minus(h, ce, i); // -, E: (4, 3)
    const f = plus(g, plus(ce, ce)); // F, -: (5, 4)
    const ge = picked(g, e);
    v128.store(FIRST + i, picked(f, h));
    v128.store(SECOND + i, exchanged(ge));
    v128.store(EXCHANGED + i, ge);
  }
  finish(p);
}

/** p += the addend at `q` (add-2008-hwcd-3). */
export function addAcross(p: usize, q: usize): void {
  for (let i: usize = 0; i < PAIR; i += 16) {
    const xy = v128.load(p + i);
    const yx = exchanged(xy);
    v128.store(LEFT + i, picked(minus(yx, xy, i), plus(xy, yx))); // Y - X, Y + X: (3, 2)
  }
  mul(LEFT, LEFT, q); // A, B
  mul(RIGHT, p + ZT, q + PAIR); // D, C
  for (let i: usize = 0; i < PAIR; i += 16) {
    const ab = v128.load(LEFT + i);
    const ba = exchanged(ab);
    const dc = v128.load(RIGHT + i);
    const cd = exchanged(dc);
    const eg = picked(minus(ba, ab, i), plus(dc, cd)); // E, G: (3, 2)
    v128.store(FIRST + i, picked(minus(dc, cd, i), plus(ab, ba))); // F, H: (3, 2)
    v128.store(SECOND + i, eg);
    v128.store(EXCHANGED + i, exchanged(eg));
  }
  finish(p);
}

/** Turns the point in lane 0, and that in lane 1, of a pair of extended points into addends. */
export function toAddends(out0: usize, out1: usize, points: usize, d2: usize): void {
  for (let i: usize = 0; i < PAIR; i += 16) {
    const x = v128.load(points + X + i);
    const y = v128.load(points + Y + i);
    const z = v128.load(points + Z + i);
    v128.store(LEFT + i, minus(y, x, i));
    v128.store(RIGHT + i, plus(y, x));
    v128.store(FIRST + i, plus(z, z));
  }
  carry(LEFT);
  carry(RIGHT);
  carry(FIRST);
  mul(SECOND, points + T, d2);
  for (let i: usize = 0; i < PAIR; i += 16) {
    const difference = v128.load(LEFT + i);
    const sum = v128.load(RIGHT + i);
    const z2 = v128.load(FIRST + i);
    const t = v128.load(SECOND + i);
    v128.store(out0 + i, picked(difference, exchanged(sum)));
    v128.store(out0 + PAIR + i, picked(z2, exchanged(t)));
    v128.store(out1 + i, picked(exchanged(difference), sum));
    v128.store(out1 + PAIR + i, picked(exchanged(z2), t));
  }
}

/** out = the negative of an addend. */
export function negateAddend(out: usize, q: usize): void {
  setSmall(LEFT, 0);
  for (let i: usize = 0; i < PAIR; i += 16) {
    const zt = v128.load(q + PAIR + i);
    v128.store(out + i, exchanged(v128.load(q + i)));
    v128.store(out + PAIR + i, picked(zt, minus(v128.load(LEFT + i), zt, i)));
  }
  carry(out + PAIR);
}

/** Lane 0 of a pair of extended points = the point; lane 1 = the neutral element. */
export function toLane0(out: usize, p: usize): void {
  setSmall(LEFT, 0);
  setSmall(RIGHT, 1);
  for (let i: usize = 0; i < PAIR; i += 16) {
    const xy = v128.load(p + i);
    const zt = v128.load(p + ZT + i);
    const zero = v128.load(LEFT + i);
    const one = v128.load(RIGHT + i);
    v128.store(out + X + i, picked(xy, zero));
    v128.store(out + Y + i, picked(exchanged(xy), one));
    v128.store(out + Z + i, picked(zt, one));
    v128.store(out + T + i, picked(exchanged(zt), zero));
  }
}
