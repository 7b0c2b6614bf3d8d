import type { Profile } from '../../src/reference/index.js';
import { ascii, concat, fill, flipBit } from './bytes.js';
import { digestOf, DIGEST_LENGTH, encodedHash } from './entry-builder.js';
import { write } from './log-builder.js';
import {
  addProof,
  cbor,
  digestedOf,
  ELEMENT_NAMES,
  elementsAsGiven,
  elementsOf,
  longHead,
  proofOf,
  sealed,
  type ElementName,
  type Elements,
} from './proof-builder.js';
import { reject, type VectorList } from './vector.js';

type Add = (name: string, flag: string, proof: Uint8Array, more?: string[]) => void;

/** Two short entries that fork a log at 1, and the elements of the proof of it. */
function sample(profile: Profile): { a: Uint8Array; b: Uint8Array; elements: Elements } {
  const at1 = (mark: string) => write(profile, { payload: ascii(mark) }, { logId: 0n }).bytes;
  const [a, b] = [at1('a'), at1('b')].sort((x, y) => Buffer.compare(x, y)) as [Uint8Array, Uint8Array];
  return { a, b, elements: elementsOf(profile, 'fork', 1n, a, b) };
}

const head = (major: number, value: number): Uint8Array => Uint8Array.of((major << 5) | value);
/** A byte string or text in one piece of indefinite length. */
const indefinite = (major: 2 | 3, whole: Uint8Array): Uint8Array =>
  concat(Uint8Array.of((major << 5) | 31), whole, Uint8Array.of(0xff));
const tagged = (element: Uint8Array): Uint8Array => concat(Uint8Array.of(0xc1), element);

/** An element written in another way, or as something else; all else is right, the digest too. */
function addSpoiledElements(add: Add, profile: Profile, { a, b, elements }: ReturnType<typeof sample>): void {
  const spoil = (flag: string, element: ElementName, name: string, bytes: Uint8Array) => {
    add(`${element}-${name}`.toLowerCase(), flag, sealed(profile, { ...elements, [element]: bytes }));
  };
  const notCanonical = (element: ElementName, name: string, bytes: Uint8Array) => {
    spoil('NOT_CANONICAL', element, name, bytes);
  };
  const wrongType = (element: ElementName, name: string, bytes: Uint8Array) => {
    spoil('WRONG_TYPE', element, name, bytes);
  };
  notCanonical('head', 'in-two-bytes', longHead(4, 8n, 1));
  notCanonical('head', 'in-nine-bytes', longHead(4, 8n, 8));
  notCanonical('head', 'tagged-as-cbor', concat(Uint8Array.of(0xd9, 0xd9, 0xf7), elements.head));
  wrongType('head', 'of-a-map', head(5, 4));
  wrongType('head', 'of-a-tag', Uint8Array.of(0xc8));
  spoil('NOT_CBOR', 'head', 'counts-seven', head(4, 7));
  spoil('NOT_CBOR', 'head', 'counts-nine', head(4, 9));
  spoil('NOT_CBOR', 'head', 'counts-one', head(4, 1));

  spoil('UNKNOWN_NAME', 'magic', 'in-capitals', cbor('Bamboo-proof'));
  spoil('UNKNOWN_NAME', 'magic', 'longer', cbor('bamboo-proofs'));
  spoil('UNKNOWN_NAME', 'magic', 'shorter', cbor('bamboo-proo'));
  spoil('UNKNOWN_NAME', 'magic', 'of-a-bundle', cbor('bamboo-bundle'));
  notCanonical('magic', 'in-a-long-head', concat(longHead(3, 12n, 1), ascii('bamboo-proof')));
  notCanonical('magic', 'of-indefinite-length', indefinite(3, cbor('bamboo-proof')));
  wrongType('magic', 'as-bytes', cbor(ascii('bamboo-proof')));

  notCanonical('version', 'in-two-bytes', longHead(0, 1n, 1));
  notCanonical('version', 'in-nine-bytes', longHead(0, 1n, 8));
  wrongType('version', 'as-a-float', Uint8Array.of(0xf9, 0x3c, 0x00));
  wrongType('version', 'as-a-bignum', concat(Uint8Array.of(0xc2), cbor(Uint8Array.of(1))));
  wrongType('version', 'minus-one', head(1, 0));
  wrongType('version', 'as-text', cbor('1'));
  wrongType('version', 'true', Uint8Array.of(0xf5));
  wrongType('version', 'of-a-reserved-length', Uint8Array.of(0x1c));

  spoil('UNKNOWN_NAME', 'profile', 'unknown', cbor('panda'));
  spoil('UNKNOWN_NAME', 'profile', 'empty', cbor(''));
  spoil(
    'UNKNOWN_NAME',
    'profile',
    'in-capitals',
    cbor(profile.replace(/^./, (letter) => letter.toUpperCase())),
  );
  spoil('UNKNOWN_NAME', 'profile', 'with-a-zero-byte', cbor(`${profile}\0`));
  wrongType('profile', 'as-bytes', cbor(ascii(profile)));
  wrongType('profile', 'as-a-number', cbor(1n));
  notCanonical('profile', 'of-indefinite-length', indefinite(3, cbor(profile)));

  spoil('UNKNOWN_NAME', 'kind', 'unknown', cbor('theft'));
  spoil('UNKNOWN_NAME', 'kind', 'in-capitals', cbor('FORK'));
  spoil('UNKNOWN_NAME', 'kind', 'empty', cbor(''));
  spoil('UNKNOWN_NAME', 'kind', 'with-a-space', cbor('fork '));
  wrongType('kind', 'as-bytes', cbor(ascii('fork')));
  wrongType('kind', 'as-a-number', cbor(0n));
  notCanonical('kind', 'in-a-long-head', concat(longHead(3, 4n, 1), ascii('fork')));
  notCanonical('kind', 'tagged', tagged(cbor('fork')));

  spoil('NUMBERS', 'seqNum', 'zero', cbor(0n));
  notCanonical('seqNum', 'in-two-bytes', longHead(0, 1n, 1));
  notCanonical('seqNum', 'in-three-bytes', longHead(0, 1n, 2));
  notCanonical('seqNum', 'in-five-bytes', longHead(0, 1n, 4));
  notCanonical('seqNum', 'in-nine-bytes', longHead(0, 1n, 8));
  wrongType('seqNum', 'as-a-float', Uint8Array.of(0xf9, 0x3c, 0x00));
  wrongType('seqNum', 'as-a-double', Uint8Array.of(0xfb, 0x3f, 0xf0, 0, 0, 0, 0, 0, 0));
  wrongType('seqNum', 'as-a-bignum', concat(Uint8Array.of(0xc2), cbor(Uint8Array.of(1))));
  wrongType(
    'seqNum',
    '2-to-64-as-a-bignum',
    concat(Uint8Array.of(0xc2), cbor(concat(Uint8Array.of(1), fill(0, 8)))),
  );
  wrongType('seqNum', 'minus-one', head(1, 0));
  wrongType('seqNum', 'as-text', cbor('1'));
  wrongType('seqNum', 'null', Uint8Array.of(0xf6));
  wrongType('seqNum', 'of-a-reserved-length', Uint8Array.of(0x1c));

  const length = BigInt(a.length);
  for (const [element, bytes] of [
    ['first', a],
    ['second', b],
  ] as const) {
    const other = Buffer.from(bytes).toString('latin1');
    notCanonical(element, 'in-a-long-head', concat(longHead(2, length, 2), bytes));
    notCanonical(element, 'of-indefinite-length', indefinite(2, cbor(bytes)));
    notCanonical(element, 'tagged', tagged(cbor(bytes)));
    wrongType(element, 'as-text', concat(longHead(3, length, 1), ascii(other)));
    wrongType(element, 'in-an-array', concat(head(4, 1), cbor(bytes)));
    wrongType(element, 'null', Uint8Array.of(0xf6));
  }
  spoil('NOT_CBOR', 'second', 'longer-than-the-file', concat(longHead(2, 2n ** 63n, 8), b));
  spoil('NOT_CBOR', 'second', 'as-long-as-can-be', concat(longHead(2, 2n ** 64n - 1n, 8), b));
}

/** The digest itself spoiled. */
function addSpoiledDigests(add: Add, damaged: Add, profile: Profile, elements: Elements): void {
  const digested = digestedOf(elements);
  const digest = encodedHash(profile, digested);
  const length = BigInt(digest.length);
  const not = (name: string, flag: string, bytes: Uint8Array) => {
    add(`digest-${name}`, flag, concat(digested, bytes), ['BAM-PRF-003']);
  };
  not('cut', 'DIGEST', cbor(digest.subarray(0, -1)));
  not('longer', 'DIGEST', cbor(concat(digest, Uint8Array.of(0))));
  not('without-its-header', 'DIGEST', cbor(digest.subarray(2)));
  not('empty', 'DIGEST', cbor(new Uint8Array()));
  const other = profile === 'bamboo' ? 'p2panda' : 'bamboo';
  not('of-the-other-profile', 'DIGEST', cbor(encodedHash(other, digested)));
  not('in-a-long-head', 'NOT_CANONICAL', concat(longHead(2, length, 2), digest));
  not('of-indefinite-length', 'NOT_CANONICAL', indefinite(2, cbor(digest)));
  not('as-text', 'WRONG_TYPE', concat(longHead(3, length, 1), digest));
  not('null', 'WRONG_TYPE', Uint8Array.of(0xf6));

  const wrong = (name: string, bytes: Uint8Array) => {
    damaged(`digest-${name}`, 'DIGEST', concat(digested, cbor(bytes)));
  };
  const size = DIGEST_LENGTH[profile];
  wrong('zeros', concat(Uint8Array.of(0, size), fill(0, size)));
  wrong('of-the-elements-alone', encodedHash(profile, digested.subarray(1)));
  wrong('of-the-evidence-alone', encodedHash(profile, concat(elements.first, elements.second)));
  wrong('of-one-byte-less', encodedHash(profile, digested.subarray(0, -1)));
  wrong('of-its-own-head-too', encodedHash(profile, concat(digested, longHead(2, length, 1))));
  wrong('with-another-type', concat(Uint8Array.of(1, size), digestOf(profile, digested)));
  wrong('with-another-length-byte', concat(Uint8Array.of(0, size ^ 0x60), digestOf(profile, digested)));
  wrong('last-bit-flipped', flipBit(digest, 8 * (digest.length - 1)));
  wrong('first-bit-flipped', flipBit(digest, 16));
}

/** Bytes missing, and bytes too many. */
function addCut(add: Add, profile: Profile, { a, b, elements }: ReturnType<typeof sample>): void {
  const proof = sealed(profile, elements);
  add('empty', 'NOT_CBOR', new Uint8Array());
  let end = 0;
  for (const name of ELEMENT_NAMES) {
    end += elements[name].length;
    add(`cut-behind-${name.toLowerCase()}`, 'NOT_CBOR', proof.subarray(0, end));
    if (name === 'magic' || name === 'first') add(`cut-in-${name}`, 'NOT_CBOR', proof.subarray(0, end - 3));
  }
  add('cut-by-one', 'NOT_CBOR', proof.subarray(0, -1));
  add('zero-behind', 'TRAILING_BYTES', concat(proof, Uint8Array.of(0)));
  add('break-behind', 'TRAILING_BYTES', concat(proof, Uint8Array.of(0xff)));
  add('twice', 'TRAILING_BYTES', concat(proof, proof));
  add('line-feed-behind', 'TRAILING_BYTES', concat(proof, Uint8Array.of(0x0a)));
  add('byte-before', 'NOT_CBOR', concat(Uint8Array.of(0), proof));
  add('in-a-byte-string', 'NOT_CBOR', cbor(proof));
  add('in-an-array', 'NOT_CBOR', concat(head(4, 1), proof));
  add(
    'array-of-indefinite-length',
    'NOT_CANONICAL',
    concat(Uint8Array.of(0x9f), proof.subarray(1), Uint8Array.of(0xff)),
  );
  add('entry-alone', 'NOT_CBOR', a);
  add('as-json', 'NOT_CBOR', ascii('["bamboo-proof",1]'));
  add('as-hex', 'NOT_CBOR', ascii(Buffer.from(proof.subarray(0, 40)).toString('hex')));

  const order = ['BAM-PRF-004'];
  const given = (kind: string, first: Uint8Array, second: Uint8Array) =>
    sealed(profile, elementsAsGiven(profile, kind, 1n, first, second));
  add('entries-in-the-other-order', 'ORDER_OF_EVIDENCE', given('fork', b, a), order);
  add('entries-equal', 'ORDER_OF_EVIDENCE', given('fork', a, a), order);
  add('longer-entry-first', 'ORDER_OF_EVIDENCE', given('fork', concat(a, Uint8Array.of(0)), a), order);
  add('empty-entry-last', 'ORDER_OF_EVIDENCE', given('fork', a, new Uint8Array()), order);
  add('both-empty', 'ORDER_OF_EVIDENCE', given('fork', new Uint8Array(), new Uint8Array()), order);
  const at = (seqNum: bigint, spec = {}) => write(profile, { seqNum, ...spec }).bytes;
  const [end3, late] = [at(3n, { endOfLog: true }), at(9n)];
  const lower = sealed(profile, elementsAsGiven(profile, 'after-end-of-log', 9n, end3, late));
  add('end-of-log-first', 'ORDER_OF_EVIDENCE', lower, order);
  const implied = sealed(profile, elementsAsGiven(profile, 'implied-fork', 1n, at(2n), a));
  add('implied-fork-in-the-other-order', 'ORDER_OF_EVIDENCE', implied, order);
  const first = write(profile, { seqNum: 1n });
  const misled = at(3n, { backlink: first.hash });
  const wrongLink = sealed(
    profile,
    elementsAsGiven(profile, 'link-to-wrong-seqnum', 3n, misled, first.bytes),
  );
  add('linking-entry-first', 'ORDER_OF_EVIDENCE', wrongLink, order);
}

/** What begins as a proof of another version does. */
function addVersions(list: VectorList, profile: Profile, elements: Elements): void {
  const add = (name: string, proof: Uint8Array, reason = 'UNKNOWN_PROOF') => {
    addProof(list, profile, {
      name: `version-${name}`,
      flag: 'OTHER_VERSION',
      requirements: ['BAM-PRF-002'],
      proof,
      expect: reject(reason),
    });
  };
  const start = (count: Uint8Array, version: Uint8Array) => concat(count, elements.magic, version);
  for (const version of [0n, 2n, 23n, 24n, 256n, 2n ** 32n + 1n, 2n ** 64n - 1n]) {
    add(`${version}`, sealed(profile, { ...elements, version: cbor(version) }));
  }
  const two = cbor(2n);
  add('2-and-no-more', start(head(4, 2), two));
  add('2-with-seven-elements', concat(start(head(4, 7), two), fill(0xf6, 5)));
  add('2-with-thirty-elements', concat(start(longHead(4, 30n, 1), two), fill(0x80, 28)));
  add('2-cut-behind-it', start(head(4, 8), two));
  add('2-with-bytes-behind', concat(start(head(4, 2), two), ascii('more')));
  add('2-with-what-is-no-cbor', concat(start(head(4, 8), two), fill(0xff, 6)));
  add(
    '2-with-floats-and-maps',
    concat(start(head(4, 4), two), Uint8Array.of(0xfa, 0x3f, 0x80, 0, 0, 0xbf, 0xff)),
  );
  add('2-in-two-bytes', concat(start(head(4, 2), longHead(0, 2n, 1))), 'NOT_A_PROOF');
  add('2-behind-a-long-head', start(longHead(4, 2n, 1), two), 'NOT_A_PROOF');
  add(
    '2-in-an-indefinite-array',
    concat(start(Uint8Array.of(0x9f), two), Uint8Array.of(0xff)),
    'NOT_A_PROOF',
  );
  add('2-behind-an-array-of-one', start(head(4, 1), two), 'NOT_A_PROOF');
  add('2-as-a-float', start(head(4, 2), Uint8Array.of(0xf9, 0x40, 0x00)), 'NOT_A_PROOF');
  add('2-as-text', start(head(4, 2), cbor('2')), 'NOT_A_PROOF');
  add('minus-3', start(head(4, 2), head(1, 2)), 'NOT_A_PROOF');
  add('2-of-something-else', concat(head(4, 2), cbor('bamboo-proofs'), two), 'NOT_A_PROOF');
  add('1-of-two-elements', start(head(4, 2), cbor(1n)), 'NOT_A_PROOF');
}

/** 2^63, which a float of four bytes holds without rounding, and which some libraries write again as they read it. */
function addLargeFloat(add: Add, profile: Profile): void {
  const seqNum = 2n ** 63n;
  const entry = (mark: string) => write(profile, { seqNum, payload: ascii(mark) }, { logId: 0n }).bytes;
  const [a, b] = [entry('a'), entry('b')].sort((x, y) => Buffer.compare(x, y)) as [Uint8Array, Uint8Array];
  const elements = elementsOf(profile, 'fork', seqNum, a, b);
  const float = Uint8Array.of(0xfa, 0x5f, 0, 0, 0);
  add('seqnum-2-to-63-as-a-float', 'WRONG_TYPE', sealed(profile, { ...elements, seqNum: float }));
}

/** A byte of each part changed, and the digest left as it was. */
function addDamaged(damaged: Add, broken: Add, profile: Profile): void {
  const entry = (mark: string) => write(profile, { seqNum: 4n, payload: ascii(mark) }, { logId: 7n }).bytes;
  const elements = elementsOf(profile, 'fork', 4n, entry('a'), entry('b'));
  const proof = proofOf(profile, 'fork', 4n, entry('a'), entry('b'));
  const startOf = (name: ElementName) =>
    ELEMENT_NAMES.slice(0, ELEMENT_NAMES.indexOf(name)).reduce(
      (sum, before) => sum + elements[before].length,
      0,
    );
  const flipped = (at: number, bit = 0) => flipBit(proof, 8 * at + bit);
  const hashLength = 2 + DIGEST_LENGTH[profile];
  const links = 1 + 32 + 1 + 1;
  const fields: [string, number][] = [
    ['tag', 0],
    ['author', 9],
    ['log-id', 33],
    ['seqnum', 34],
    ['lipmaalink', links + 20],
    ['backlink', links + hashLength + 20],
    ['payload-size', links + 2 * hashLength],
    ['payload-hash', links + 2 * hashLength + 20],
    ['signature-r', links + 3 * hashLength + 1 + 5],
    ['signature-s', links + 3 * hashLength + 1 + 40],
  ];
  for (const element of ['first', 'second'] as const) {
    const contents = startOf(element) + elements[element].length - entry('a').length;
    for (const [field, at] of fields) {
      // A bit that leaves the two in order: one that is set becomes 0 in the first, one that isn't becomes 1 in the second.
      const byte = proof[contents + at]!;
      const bit = [0, 1, 2, 3, 4, 5, 6, 7].find(
        (bit) => ((byte >> bit) & 1) === (element === 'first' ? 1 : 0),
      );
      const change = bit === undefined ? broken : damaged;
      change(`${element}-${field}-changed`, 'DAMAGED', flipped(contents + at, bit));
    }
  }
  damaged('seqnum-changed', 'DAMAGED', flipped(startOf('seqNum')));
  const kindAt = startOf('kind');
  const kind = concat(
    proof.subarray(0, kindAt),
    cbor('implied-fork'),
    proof.subarray(kindAt + elements.kind.length),
  );
  damaged('kind-changed', 'DAMAGED', kind);
  for (const [name, at] of [
    ['head', 0],
    ['magic-head', 1],
    ['magic-letter', 5],
    ['profile-head', startOf('profile')],
    ['profile-letter', startOf('profile') + 2],
    ['kind-head', kindAt],
    ['kind-letter', kindAt + 2],
    ['first-head', startOf('first')],
    ['first-length', startOf('first') + 1],
    ['second-head', startOf('second')],
    ['second-length', startOf('second') + 1],
    ['digest-head', proof.length - hashLength - 2],
    ['digest-length', proof.length - hashLength - 1],
  ] as const) {
    broken(`${name}-changed`, 'DAMAGED', flipped(at));
  }
}

export function addEncodings(list: VectorList, profile: Profile): void {
  const adder =
    (reason: string, requirements: string[]): Add =>
    (name, flag, proof, more = []) => {
      addProof(list, profile, {
        name,
        flag,
        requirements: [...requirements, ...more],
        proof,
        expect: reject(reason),
      });
    };
  const not = adder('NOT_A_PROOF', ['BAM-PRF-001']);
  const damaged = adder('PROOF_DAMAGED', ['BAM-PRF-003']);
  const parts = sample(profile);
  addSpoiledElements(not, profile, parts);
  addLargeFloat(not, profile);
  addSpoiledDigests(not, damaged, profile, parts.elements);
  addCut(not, profile, parts);
  addVersions(list, profile, parts.elements);
  addDamaged(damaged, not, profile);
}
