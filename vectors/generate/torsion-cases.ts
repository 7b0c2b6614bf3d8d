import { Point } from '@noble/ed25519';
import { concat, littleEndian } from './bytes.js';
import {
  canonicalOf,
  honestAuthor,
  type KnownAuthor,
  L,
  mixedAuthor,
  smallOrderAuthor,
  smallOrderEncodings,
  times,
  TORSION,
  torsionCancels,
  wideHash,
} from './edwards.js';
import { ALICE, BOB } from './entry-builder.js';
import { crafted, INVALID, type SignatureCase, ZERO_S } from './signature-case.js';
import { accept } from './vector.js';

/** Authors of small order, in every encoding: valid and only cofactored-valid, S zero and not, h over either encoding. */
export function* smallOrderAuthors(): Generator<SignatureCase> {
  for (const encoding of smallOrderEncodings()) {
    const { name, index, canonical, bytes } = encoding;
    const author = smallOrderAuthor(encoding);
    const flag = canonical ? 'SMALL_ORDER_AUTHOR' : 'NON_CANONICAL_AUTHOR';
    const signed = index % 4 === 0 && !canonical && name.includes('signed');
    const rule = canonical ? 'BAM-KEY-004' : signed ? 'BAM-KEY-005' : 'BAM-KEY-003';
    const rules = ['BAM-SIG-003', 'BAM-KEY-004', ...(canonical ? [] : [rule, 'BAM-SIG-004'])];
    const valid = (torsionR: number) => (h: bigint) => torsionCancels(author, torsionR, h);
    const torsionsR = index === 0 ? [0] : index === 4 ? [0, 4] : index % 2 === 0 ? [0, 2, 6] : [0, 1, 4];
    for (const torsionR of torsionsR) {
      const prefix = `author-${name}-r-torsion-${torsionR}`;
      const first = torsionR === torsionsR.at(-1);
      yield crafted(
        `${prefix}-s-0`,
        flag,
        rules,
        accept(),
        {
          author,
          torsionR,
          ...ZERO_S,
          wanted: valid(torsionR),
        },
        { asEntry: first },
      );
      yield crafted(`${prefix}-s-large`, flag, rules, accept(), {
        author,
        torsionR,
        r: L - 5001n,
        wanted: valid(torsionR),
      });
      if (index === 0) continue;
      yield crafted(
        `${prefix}-only-cofactored`,
        'COFACTORED',
        ['BAM-SIG-003', rule],
        INVALID,
        {
          author,
          torsionR,
          r: 77n,
          wanted: (h) => !torsionCancels(author, torsionR, h),
        },
        { asEntry: first && canonical },
      );
    }
    yield crafted(`author-${name}-r-other-torsion`, 'COFACTORED', ['BAM-SIG-003', rule], INVALID, {
      author,
      torsionR: index % 2 === 0 ? 1 : 3,
      ...ZERO_S,
      wanted: (h) => !torsionCancels(author, index % 2 === 0 ? 1 : 3, h),
    });
    if (canonical || index === 0) continue;
    // The two ways to compute h differ in whether they accept: one vector for each direction.
    const reencoded = (message: Uint8Array, R: Uint8Array) => wideHash(R, canonicalOf(bytes), message) % L;
    const torsionR = index === 4 ? 4 : 2;
    const R = Uint8Array.from(times(Point.BASE, 9n).add(TORSION[torsionR]!).toBytes());
    for (const [direction, expect, over] of [
      ['as-it-stands', accept(), true],
      ['re-encoded', INVALID, false],
    ] as const) {
      yield {
        name: `author-${name}-h-over-author-${direction}`,
        flag: 'AUTHOR_REENCODED',
        requirements: ['BAM-SIG-004', rule],
        expect,
        author: bytes,
        asEntry: true,
        make: (messageAt) => {
          for (let n = 0; ; n++) {
            const message = messageAt(n);
            const asItStands = torsionCancels(author, torsionR, wideHash(R, bytes, message) % L);
            const asOther = torsionCancels(author, torsionR, reencoded(message, R));
            if (asItStands === over && asOther !== over) {
              return { message, signature: concat(R, littleEndian(9n)) };
            }
          }
        },
      };
    }
  }
}

/** Authors and R with torsion beside a part of large order. */
export function* mixedOrder(): Generator<SignatureCase> {
  const rules = ['BAM-SIG-003', 'BAM-KEY-004'];
  for (let torsion = 1; torsion < 8; torsion++) {
    const author = mixedAuthor(ALICE, torsion);
    for (const torsionR of new Set([0, torsion, 8 - torsion])) {
      const name = `author-mixed-${torsion}-r-mixed-${torsionR}`;
      const asEntry = torsion === 3 && torsionR === 3;
      const cancels = (h: bigint) => torsionCancels(author, torsionR, h);
      const id = torsionR === torsion || torsionR === 0 ? name : `${name}-opposite`;
      yield crafted(
        id,
        'MIXED_ORDER',
        rules,
        accept(),
        { author, torsionR, r: 1234n, wanted: cancels },
        { asEntry },
      );
      yield crafted(
        `${id}-only-cofactored`,
        'COFACTORED',
        rules,
        INVALID,
        {
          author,
          torsionR,
          r: 4321n,
          wanted: (h) => !cancels(h),
        },
        { asEntry },
      );
    }
    yield crafted(
      `author-mixed-${torsion}-r-small`,
      'SMALL_ORDER_R',
      rules,
      accept(),
      {
        author,
        torsionR: torsion,
        ...ZERO_S,
        wanted: (h) => torsionCancels(author, torsion, h),
      },
      { asEntry: torsion === 1 },
    );
    yield crafted(`author-mixed-${torsion}-r-small-only-cofactored`, 'COFACTORED', rules, INVALID, {
      author,
      torsionR: torsion,
      ...ZERO_S,
      wanted: (h) => !torsionCancels(author, torsion, h),
    });
  }
  const author = honestAuthor(ALICE);
  for (let torsionR = 1; torsionR < 8; torsionR++) {
    for (const attempt of [1, 2, 3]) {
      yield crafted(
        `r-mixed-${torsionR}-attempt-${attempt}`,
        'COFACTORED',
        ['BAM-SIG-003'],
        INVALID,
        {
          author,
          torsionR,
          r: 1000n * BigInt(attempt),
        },
        { asEntry: attempt === 1 },
      );
    }
    yield crafted(`r-small-${torsionR}`, 'SMALL_ORDER_R', ['BAM-SIG-003'], INVALID, {
      author,
      torsionR,
      ...ZERO_S,
    });
  }
  yield crafted(
    'r-identity',
    'SMALL_ORDER_R',
    ['BAM-SIG-003'],
    accept(),
    { author, ...ZERO_S },
    { asEntry: true },
  );
}

/** R in an encoding that is not the canonical one of the point that the equation gives. */
export function* nonCanonicalR(): Generator<SignatureCase> {
  for (const { name, index, canonical, bytes } of smallOrderEncodings()) {
    if (canonical) continue;
    const author = index === 0 ? honestAuthor(ALICE) : mixedAuthor(ALICE, 1);
    const valid = (h: bigint) => torsionCancels(author, index, h);
    yield crafted(
      `r-${name}`,
      'NON_CANONICAL_R',
      ['BAM-SIG-003', 'BAM-SIG-004'],
      INVALID,
      {
        author,
        ...ZERO_S,
        torsionR: index,
        encodedR: bytes,
        wanted: valid,
      },
      { asEntry: true },
    );
    yield crafted(`r-${name}-hashed-canonical`, 'NON_CANONICAL_R', ['BAM-SIG-003', 'BAM-SIG-004'], INVALID, {
      author,
      ...ZERO_S,
      torsionR: index,
      encodedR: bytes,
      wanted: valid,
      transcript: (R, A, message) => [canonicalOf(R), A, message],
    });
  }
}

/** Authors with torsion for whom it matters which multiple of L is added to h. */
export function* reductionOfH(): Generator<SignatureCase> {
  const rules = ['BAM-SIG-005', 'BAM-SIG-003'];
  const small = smallOrderEncodings();
  const authors: [string, KnownAuthor, number][] = [
    ['mixed-1', mixedAuthor(ALICE, 1), 1],
    ['mixed-2', mixedAuthor(ALICE, 2), 2],
    ['mixed-4', mixedAuthor(BOB, 4), 4],
    ['mixed-7', mixedAuthor(BOB, 7), 3],
    ['small-1', smallOrderAuthor(small[1]!), 1],
    ['small-4', smallOrderAuthor(small[4]!), 4],
    ['small-6', smallOrderAuthor(small[6]!), 2],
  ];
  for (const [name, author, torsionR] of authors) {
    const cancels = (h: bigint) => torsionCancels(author, torsionR, h);
    yield crafted(
      `author-${name}-valid-for-h-reduced-alone`,
      'H_REDUCED',
      rules,
      accept(),
      {
        author,
        torsionR,
        r: 50n,
        wanted: (h, wide) => cancels(h) && !cancels(wide),
      },
      { asEntry: true },
    );
    yield crafted(
      `author-${name}-valid-for-h-unreduced-alone`,
      'H_REDUCED',
      rules,
      INVALID,
      {
        author,
        torsionR,
        r: 50n,
        wanted: (h, wide) => !cancels(h) && cancels(wide),
      },
      { asEntry: name === 'mixed-1' || name === 'small-4' },
    );
    for (let multiple = 1n; multiple <= 7n; multiple++) {
      const shifted = (h: bigint) => cancels(h + multiple * L);
      if (name.endsWith('4') && multiple % 2n === 0n) continue;
      if (/-(2|6)$/.test(name) && multiple % 4n === 0n) continue;
      yield crafted(
        `author-${name}-valid-for-h-plus-${multiple}l`,
        'H_REDUCED',
        rules,
        INVALID,
        {
          author,
          torsionR,
          r: 60n + multiple,
          wanted: (h) => shifted(h) && !cancels(h),
        },
        { asEntry: name === 'mixed-1' && (multiple === 1n || multiple === 7n) },
      );
    }
  }
}
