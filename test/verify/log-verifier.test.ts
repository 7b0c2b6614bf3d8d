import { describe, expect, test } from 'vitest';
import * as js from '../../src/js.js';
import * as reference from '../../src/reference/index.js';
import { LogSet, LogVerifier, verifyLog, type LogReport } from '../../src/verify/index.js';
import { Random } from '../differential/random.js';
import { adversarialWorld, type World } from './adversarial.js';

const profiles = ['bamboo', 'p2panda'] as const;

/** Statuses and forks as the reference finds them in the whole set. */
function expected({ profile, author, logId, items }: World): unknown {
  const { entries, forks } = reference.verifyLog(
    profile,
    author,
    logId,
    items.map(({ entry, payload }) => ({ entry, payload: payload ?? null })),
  );
  return { entries: entries.map(({ status, reason, offset }) => ({ status, reason, offset })), forks };
}

function plain({ entries, forks }: Pick<LogReport, 'entries' | 'forks'>): unknown {
  return { entries: entries.map(({ status, reason, offset }) => ({ status, reason, offset })), forks };
}

/** The items in pieces of random size. */
function pieces<T>(items: readonly T[], random: Random): T[][] {
  const cut: T[][] = [];
  for (let at = 0; at < items.length;) {
    const size = random.pick([1, 1, 2, 5, 40]);
    cut.push(items.slice(at, at + size));
    at += size;
  }
  return cut;
}

describe.each(profiles)('a log by an author who cheats, in %s', (profile) => {
  test('is judged as by the reference, whole, in pieces, and from a snapshot in between', () => {
    const seen = new Map<string, number>();
    for (let seed = 1; seed <= 250; seed++) {
      const world = adversarialWorld(profile, seed);
      const { author, logId, items } = world;
      const want = expected(world);
      const options = { profile, author, logId };
      const entries = items.map(({ entry }) => entry);
      const payloads = items.map(({ payload }) => payload);
      expect(plain(verifyLog(entries, { ...options, payloads })), `seed ${seed}`).toEqual(want);

      const random = new Random(seed);
      let verifier = new LogVerifier(options);
      for (const piece of pieces(items, random)) {
        verifier.add(
          piece.map(({ entry }) => entry),
          piece.map(({ payload }) => payload),
        );
        if (random.below(4) === 0) {
          const bytes = { entryAt: (i: number) => entries[i]!, payloadAt: (i: number) => payloads[i]! };
          verifier = LogVerifier.restore(verifier.snapshot(), { ...options, ...bytes });
        }
        // What is asked in between changes nothing.
        expect(
          [verifier.verifiedPrefix, verifier.newest, verifier.gaps(), [...verifier.danglingLinks()]].length,
        ).toBe(4);
      }
      expect(plain(verifier.report()), `seed ${seed}`).toEqual(want);
      for (const { status, reason } of verifier.report().entries) {
        seen.set(reason ?? status, (seen.get(reason ?? status) ?? 0) + 1);
      }
    }
    const reasons = [
      'FORKED',
      'AFTER_END_OF_LOG',
      'PAYLOAD_SIZE_MISMATCH',
      'PAYLOAD_HASH_MISMATCH',
      'WRONG_LOG',
    ];
    const links = ['BACKLINK_SEQNUM_MISMATCH', 'LIPMAALINK_SEQNUM_MISMATCH', 'SIGNATURE_INVALID'];
    for (const name of [...reasons, ...links, 'verified', 'path-verified', 'unlinked']) {
      expect(seen.get(name), name).toBeGreaterThan(5);
    }
  }, 300_000);

  test('is judged so by sasako/js too', () => {
    for (let seed = 1; seed <= 25; seed++) {
      const world = adversarialWorld(profile, seed);
      const { author, logId, items } = world;
      const verifier = new js.LogVerifier({ profile, author, logId });
      for (const { entry, payload } of items) verifier.add(entry, payload);
      expect(plain(verifier.report()), `seed ${seed}`).toEqual(expected(world));
    }
  }, 300_000);

  test('is judged so among other logs, in a set', () => {
    for (let seed = 1; seed <= 50; seed++) {
      const worlds = [1, 2, 3].map((n) => adversarialWorld(profile, 1000 * seed + n));
      const all = worlds.flatMap(({ items }, world) => items.map((item) => ({ ...item, world })));
      all.sort((a, b) => (a.entry.at(-1) ?? 0) - (b.entry.at(-1) ?? 0));
      const set = new LogSet({ profile });
      const random = new Random(seed);
      for (const piece of pieces(all, random)) {
        set.add(
          piece.map(({ entry }) => entry),
          piece.map(({ payload }) => payload),
        );
      }
      worlds.forEach((world, number) => {
        const positions = all.flatMap((item, position) => (item.world === number ? [position] : []));
        const items = positions.map((position) => all[position]!);
        const want = expected({ ...world, items }) as { entries: { reason?: string }[]; forks: unknown };
        positions.forEach((position, i) => {
          // A set asks for no particular log: what is another's is that other's.
          if (want.entries[i]!.reason === 'WRONG_LOG') return;
          const { status, reason, offset } = set.statusOf(position);
          expect({ status, reason, offset }, `seed ${seed}`).toEqual(want.entries[i]);
        });
        const summary = set
          .report()
          .logs.find(
            ({ author, logId }) => logId === world.logId && Buffer.compare(author, world.author) === 0,
          );
        expect(summary?.forks ?? []).toEqual(want.forks);
      });
    }
  }, 300_000);
});
