import { expect, test, vi } from 'vitest';
import { verifyEntry, type Profile, type Reason } from '../../src/index.js';
import { loadP2panda021, loadP2panda081 } from '../fixtures/p2panda-js.js';
import { Random } from './random.js';
import { specimens, spoil } from './spoiled-entries.js';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** Entries in which a peer can be wrong: what it is known not to check, and from which sequence number on it fails. */
interface KnownFaults {
  unchecked: ReadonlySet<Reason>;
  lostFrom: bigint;
}

/**
 * Holds sasako against a peer on entries spoiled at random. Where one accepts and the other doesn't, sasako has to be the
 * stricter, and for a reason that the peer is known not to check; or the peer has to be known to fail there.
 */
async function compare(
  profile: Profile,
  newPeer: () => Promise<{ decodeEntry(entry: string): unknown }>,
  { unchecked, lostFrom }: KnownFaults,
): Promise<void> {
  const random = new Random(0x0b0b_0b0b);
  const bases = specimens(profile, 60, random);
  let peer = await newPeer();
  let rejections = 0;
  let agreed = 0;
  for (let i = 0; i < 4_000; i++) {
    const { bytes, fields } = random.pick(bases);
    let entry = bytes;
    for (let mutations = random.below(3); mutations > 0; mutations--) entry = spoil(entry, fields, random);
    const verdict = verifyEntry(entry, { profile });
    let theirs = true;
    try {
      peer.decodeEntry(hex(entry));
    } catch {
      theirs = false; // p2panda-js throws strings, errors and WASM traps
      if (++rejections % 50 === 0) peer = await newPeer();
    }
    if (verdict.ok === theirs) agreed++;
    else if (!verdict.ok && !unchecked.has(verdict.reason)) {
      expect.fail(`${verdict.reason}: the peer accepts ${hex(entry)}`);
    } else if (verdict.ok && verdict.entry.seqNum < lostFrom) {
      expect.fail(`the peer rejects ${hex(entry)}, which sasako accepts`);
    }
  }
  expect(agreed).toBeGreaterThan(2_000);
}

test('p2panda-js 0.8.1 accepts what sasako accepts, and beyond it only what it does not check', async () => {
  await compare('p2panda', () => Promise.resolve(loadP2panda081()), {
    unchecked: new Set<Reason>(['INVALID_TAG', 'WRONG_HASH_LENGTH', 'TRAILING_BYTES']),
    lostFrom: 2n ** 64n,
  });
});

test('p2panda-js 0.2.1 accepts what sasako accepts, and beyond it only what it does not check', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined); // its panics are printed there
  await compare('bamboo', loadP2panda021, {
    unchecked: new Set<Reason>([
      'INVALID_TAG',
      'WRONG_HASH_LENGTH',
      'TRAILING_BYTES',
      'SIGNATURE_INVALID',
      'SIGNATURE_NOT_CANONICAL',
    ]),
    lostFrom: 2n ** 63n,
  });
});
