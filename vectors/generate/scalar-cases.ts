import { Point } from '@noble/ed25519';
import { honestAuthor, L, P, smallOrderAuthor, smallOrderEncodings, times, withS } from './edwards.js';
import { ALICE } from './entry-builder.js';
import { crafted, INVALID, NOT_CANONICAL, type SignatureCase, ZERO_S } from './signature-case.js';
import { accept } from './vector.js';

/** S at and above L, and at every place where a multiplication by windows could go wrong. */
export function* valuesOfS(): Generator<SignatureCase> {
  const author = honestAuthor(ALICE);
  const range = ['BAM-SIG-002'];
  for (let multiple = 1n; multiple <= 15n; multiple++) {
    yield crafted(
      `s-plus-${multiple}l`,
      'S_NOT_REDUCED',
      range,
      NOT_CANONICAL,
      { author, r: 99n },
      {
        asEntry: multiple === 1n || multiple === 15n,
        change: ({ signature, S }) => withS(signature, S + multiple * L),
      },
    );
  }
  for (const bit of [253, 254, 255]) {
    yield crafted(
      `s-with-bit-${bit}`,
      'S_HIGH_BITS',
      range,
      NOT_CANONICAL,
      { author, r: 99n },
      {
        asEntry: true,
        change: ({ signature, S }) => withS(signature, S | (1n << BigInt(bit))),
      },
    );
  }
  yield crafted(
    's-with-all-high-bits',
    'S_HIGH_BITS',
    range,
    NOT_CANONICAL,
    { author, r: 99n },
    {
      change: ({ signature, S }) => withS(signature, S | (7n << 253n)),
    },
  );
  for (const [name, S] of [
    ['l', L],
    ['l-plus-1', L + 1n],
    ['2l', 2n * L],
    ['8l', 8n * L],
    ['2-to-253', 2n ** 253n],
    ['2-to-255-less-19', P],
    ['2-to-256-less-1', 2n ** 256n - 1n],
    ['l-with-last-byte-up', L + 2n ** 248n],
    ['l-with-byte-15-up', L + 2n ** 120n],
  ] as const) {
    // With the identity as author any S is valid for R = [S]B, so that nothing but the range is at fault.
    yield crafted(
      `s-is-${name}`,
      'S_NOT_REDUCED',
      range,
      NOT_CANONICAL,
      {
        author: smallOrderAuthor(smallOrderEncodings()[0]!),
        r: S % L,
        holdR: true,
      },
      { asEntry: name === 'l' || name === 'l-plus-1', change: ({ signature }) => withS(signature, S) },
    );
  }
  const repeated = (byte: string) => BigInt(`0x0${byte.repeat(32).slice(1)}`) % L;
  const edges: [string, bigint][] = [
    ['0', 0n],
    ['1', 1n],
    ['2', 2n],
    ['7', 7n],
    ['8', 8n],
    ['9', 9n],
    ['15', 15n],
    ['16', 16n],
    ['17', 17n],
    ['l-less-1', L - 1n],
    ['l-less-2', L - 2n],
    ['l-less-8', L - 8n],
    ['half-l', (L - 1n) / 2n],
    ['half-l-up', (L + 1n) / 2n],
    ['2-to-252', 2n ** 252n],
    ['2-to-252-less-1', 2n ** 252n - 1n],
    ['2-to-252-and-1', 2n ** 252n + 1n],
    ['l-less-2-to-124', L - 2n ** 124n],
    ['77', repeated('77')],
    ['88', repeated('88')],
    ['87', repeated('87')],
    ['78', repeated('78')],
    ['7f', repeated('7f')],
    ['80', repeated('80')],
    ['ff', repeated('ff')],
    ['aa', repeated('aa')],
    ['55', repeated('55')],
    ['0f', repeated('0f')],
    ['f0', repeated('f0')],
    ['01', repeated('01')],
    ...[5, 8, 13, 26, 32, 51, 52, 63, 64, 96, 127, 128, 129, 153, 191, 192, 204, 251].map(
      (bits): [string, bigint] => [`2-to-${bits}`, 2n ** BigInt(bits)],
    ),
  ];
  for (const [name, S] of edges) {
    yield crafted(
      `s-pattern-${name}`,
      'S_PATTERN',
      ['BAM-SIG-003', 'BAM-SIG-002'],
      accept(),
      {
        author: smallOrderAuthor(smallOrderEncodings()[0]!),
        r: S,
        holdR: true,
      },
      { asEntry: name === 'l-less-1' || name === '2-to-252' },
    );
  }
}

/** Authors [a]B for which additions meet equal or opposite points, or the identity. */
export function* exceptionalAuthors(): Generator<SignatureCase> {
  const scalars: [string, bigint][] = [
    ['b', 1n],
    ['minus-b', L - 1n],
    ['2b', 2n],
    ['8b', 8n],
    ['half-b', (L + 1n) / 2n],
    ['minus-2b', L - 2n],
    ['2-to-252-b', 2n ** 252n],
  ];
  for (const [name, scalar] of scalars) {
    const author = { scalar, torsion: 0, bytes: Uint8Array.from(times(Point.BASE, scalar).toBytes()) };
    const rules = ['BAM-SIG-003'];
    yield crafted(`author-${name}-r-identity`, 'EXCEPTIONAL_ADDITION', rules, accept(), {
      author,
      ...ZERO_S,
    });
    yield crafted(`author-${name}-r-b`, 'EXCEPTIONAL_ADDITION', rules, accept(), {
      author,
      r: 1n,
      holdR: true,
    });
    yield crafted(`author-${name}-r-minus-b`, 'EXCEPTIONAL_ADDITION', rules, accept(), {
      author,
      r: L - 1n,
      holdR: true,
    });
    yield crafted(
      `author-${name}-r-off-by-b`,
      'EXCEPTIONAL_ADDITION',
      rules,
      INVALID,
      { author, r: 5n, holdR: true },
      {
        change: ({ signature, S }) => withS(signature, (S + 1n) % L),
      },
    );
  }
}
