import { encodedY, honestAuthor, isOnCurve, L, P, sOf, withS } from './edwards.js';
import { ALICE, signerOf } from './entry-builder.js';
import { crafted, INVALID, NOT_CANONICAL, type SignatureCase } from './signature-case.js';
import { reject } from './vector.js';

const encodedYOf = (bytes: Uint8Array): bigint =>
  BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`) & (2n ** 255n - 1n);

/** Authors whose bytes are no point, and authors written with y of p or more. */
export function* authorsOffTheCurve(): Generator<SignatureCase> {
  const signed = (messageAt: (n: number) => Uint8Array) => {
    const message = messageAt(0);
    return { message, signature: signerOf(ALICE)(message) };
  };
  const make = (
    name: string,
    bytes: Uint8Array,
    onCurve: boolean,
    flag: string,
    asEntry = false,
  ): SignatureCase => ({
    name: `author-${name}`,
    flag,
    requirements: onCurve ? ['BAM-KEY-003', 'BAM-SIG-003'] : ['BAM-KEY-002'],
    expect: onCurve ? INVALID : reject('INVALID_AUTHOR'),
    author: bytes,
    make: signed,
    asEntry,
  });
  let found = 0;
  for (let y = 2n; found < 12; y++) {
    if (isOnCurve(y)) continue;
    found++;
    yield make(`y-${y}`, encodedY(y), false, 'NOT_ON_CURVE', found <= 2);
    yield make(`y-${y}-signed`, encodedY(y, 1), false, 'NOT_ON_CURVE');
  }
  for (let y = P - 2n, n = 0; n < 6; y--) {
    if (isOnCurve(y)) continue;
    n++;
    yield make(`y-p-less-${P - y}`, encodedY(y), false, 'NOT_ON_CURVE');
  }
  for (let above = 2n; above <= 18n; above++) {
    const onCurve = isOnCurve(above);
    const flag = onCurve ? 'NON_CANONICAL_AUTHOR' : 'NOT_ON_CURVE';
    yield make(
      `y-p-plus-${above}`,
      encodedY(P + above),
      onCurve,
      flag,
      above === 3n || above === 18n || above === 2n,
    );
    yield make(`y-p-plus-${above}-signed`, encodedY(P + above, 1), onCurve, flag);
  }
  for (const byte of [0x11, 0x22, 0x33, 0x44, 0x5a, 0x66, 0xa5, 0xcc, 0xee]) {
    const bytes = new Uint8Array(32).fill(byte);
    const y = encodedYOf(bytes);
    if (!isOnCurve(y % P)) yield make(`all-${byte.toString(16)}`, bytes, false, 'NOT_ON_CURVE');
  }
  const offCurve = encodedY(2n);
  yield {
    ...make('off-curve-and-s-above-l', offCurve, false, 'AUTHOR_BEFORE_S'),
    requirements: ['BAM-SIG-006'],
    make: (messageAt) => {
      const { message, signature } = signed(messageAt);
      return { message, signature: withS(signature, sOf(signature) + L) };
    },
  };
  yield {
    ...crafted(
      's-above-l-and-equation-wrong',
      'S_BEFORE_EQUATION',
      ['BAM-SIG-006'],
      NOT_CANONICAL,
      {
        author: honestAuthor(ALICE),
        r: 3n,
      },
      { change: ({ signature, S }) => withS(signature, S + L + 1n) },
    ),
  };
}
