import * as core from '../../src/index.js';
import { Random } from '../differential/random.js';

/** Something that a verifier is handed. */
export interface Item {
  readonly entry: Uint8Array;
  readonly payload: Uint8Array | undefined;
}

export interface World {
  readonly profile: core.Profile;
  readonly author: Uint8Array;
  readonly logId: bigint;
  readonly items: readonly Item[];
}

interface Made {
  readonly seqNum: bigint;
  readonly bytes: Uint8Array;
  readonly hash: Uint8Array;
  readonly payload: Uint8Array;
}

/** Where sequence numbers begin, so that the top of u64 and the edge of doubles come in too. */
const BASES = [0n, 0n, 0n, 0n, 0n, 2n ** 32n - 4n, 2n ** 53n - 4n, 2n ** 64n - 12n];

/**
 * A log by an author who cheats in every way there is, among what has nothing to do with it: forks, links to what is
 * not there and to wrong numbers, ends of log in the middle, lies about sizes, payloads swapped, entries twice and
 * missing, forgeries, other logs, garbage.
 */
export function adversarialWorld(profile: core.Profile, seed: number): World {
  const random = new Random(seed);
  const keyPair = new core.KeyPair(random.bytes(32));
  const other = new core.KeyPair(random.bytes(32));
  const logId = random.pick([0n, 1n, 2n ** 32n + 1n, 2n ** 64n - 1n]);
  const base = random.pick(BASES);
  const honesty = random.pick([3, 8, 1000]);
  const span = 2 + random.below(9);
  // One entry for a number, where there are to be no forks.
  const count = honesty === 1000 ? span : 3 + random.below(22);
  const endings = random.pick([8, 100]);
  const made: Made[] = [];

  const sign = (fields: Partial<core.EntryToSign>, payload: Uint8Array): core.SignedEntry | undefined => {
    try {
      return core.signEntry({ profile, keyPair, logId, seqNum: 1n, payload, ...fields });
    } catch (error) {
      // Two equal links: not an entry in p2panda.
      if (error instanceof core.UnsignableEntryError) return undefined;
      throw error;
    }
  };
  const link = (target: bigint): Uint8Array => {
    const right = made.filter(({ seqNum }) => seqNum === target);
    if (right.length > 0 && random.below(honesty) !== 0) return random.pick(right).hash;
    if (made.length > 0 && random.below(3) !== 0) return random.pick(made).hash;
    // Of few, so that several entries name the same one.
    return core.hash(Uint8Array.of(random.below(3)), profile);
  };
  for (let i = 0; i < count; i++) {
    const next = base + BigInt(1 + Math.min(span - 1, Math.floor((i * span) / count)));
    const seqNum = random.below(honesty) === 0 ? base + BigInt(1 + random.below(span)) : next;
    const payload = random.bytes(random.below(4));
    const hasBacklink = seqNum > 1n;
    const target = core.lipmaa(seqNum);
    const lies = random.below(2 * endings) === 0;
    const digest = { hash: core.hash(payload, profile), size: BigInt(payload.length + 1 + random.below(3)) };
    const signed = sign(
      {
        seqNum,
        endOfLog: random.below(endings) === 0,
        backlink: hasBacklink ? link(seqNum - 1n) : undefined,
        lipmaalink: hasBacklink && target !== seqNum - 1n ? link(target) : undefined,
        ...(lies ? { payload: digest } : {}),
      },
      payload,
    );
    if (signed) made.push({ seqNum, ...signed, payload });
  }

  const items: Item[] = [];
  const put = (entry: Uint8Array, payload: Uint8Array | undefined): void => {
    items.splice(random.below(items.length + 1), 0, { entry, payload });
  };
  for (const { bytes, payload } of made) {
    for (let times = random.pick([0, 1, 1, 1, 1, 2]); times > 0; times--) {
      put(bytes, random.pick([undefined, payload, payload, random.bytes(2)]));
    }
    if (random.below(10) === 0) {
      const forged = bytes.slice();
      forged[forged.length - 1 - random.below(64)]! ^= 1 << random.below(8);
      put(forged, undefined);
    }
  }
  const strangers = [
    core.signEntry({ profile, keyPair: other, logId, seqNum: 1n, payload: Uint8Array.of(1) }).bytes,
    core.signEntry({ profile, keyPair, logId: logId ^ 1n, seqNum: 1n, payload: Uint8Array.of(1) }).bytes,
    random.bytes(random.below(300)),
    new Uint8Array(),
  ];
  for (const stranger of strangers) if (random.below(4) === 0) put(stranger, undefined);
  return { profile, author: keyPair.publicKey, logId, items };
}
