import { expect, test } from 'vitest';
import { verifyEntry, type Profile, type Reason } from '../../src/index.js';
import { p2pandaJs02, p2pandaJs08 } from './p2panda-js.js';
import { Random } from './random.js';
import { specimens, spoil } from './spoiled-entries.js';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

function accepts(decode: () => unknown): boolean {
  try {
    decode();
    return true;
  } catch {
    return false; // p2panda-js throws strings, errors and WASM traps
  }
}

/**
 * Holds sasako against a peer on entries spoiled at random. Where one accepts and the other doesn't, sasako has to be the
 * stricter, and for a reason that the peer is known not to check.
 */
function compare(
  profile: Profile,
  peerAccepts: (entry: string) => boolean,
  unchecked: ReadonlySet<Reason>,
): void {
  const random = new Random(0x0b0b_0b0b);
  const bases = specimens(profile, 60, random);
  const differences = new Set<Reason>();
  let agreed = 0;
  for (let i = 0; i < 4_000; i++) {
    const { bytes, fields } = random.pick(bases);
    let entry = bytes;
    for (let mutations = random.below(3); mutations > 0; mutations--) entry = spoil(entry, fields, random);
    const verdict = verifyEntry(entry, { profile });
    const theirs = peerAccepts(hex(entry));
    if (verdict.ok === theirs) agreed++;
    else if (verdict.ok) expect.fail(`the peer rejects ${hex(entry)}, which sasako accepts`);
    else if (!unchecked.has(verdict.reason)) expect.fail(`${verdict.reason}: the peer accepts ${hex(entry)}`);
    else differences.add(verdict.reason);
  }
  expect(agreed).toBeGreaterThan(2_000);
  for (const reason of differences) expect(unchecked).toContain(reason);
}

test('p2panda-js 0.8.1 accepts what sasako accepts, and beyond it only what it does not check', () => {
  const peer = p2pandaJs08();
  compare(
    'p2panda',
    (entry) => accepts(() => peer.decodeEntry(entry)),
    new Set<Reason>(['INVALID_TAG', 'WRONG_HASH_LENGTH', 'TRAILING_BYTES']),
  );
});

test('p2panda-js 0.2.1 accepts what sasako accepts, and beyond it only what it does not check', async () => {
  const peer = await p2pandaJs02();
  compare(
    'bamboo',
    (entry) => accepts(() => peer.decodeEntry(entry)),
    new Set<Reason>([
      'INVALID_TAG',
      'WRONG_HASH_LENGTH',
      'TRAILING_BYTES',
      'SIGNATURE_INVALID',
      'SIGNATURE_NOT_CANONICAL',
    ]),
  );
});
