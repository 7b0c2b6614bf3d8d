import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as core from '../../src/index.js';
import * as js from '../../src/js.js';
import * as logs from '../../src/verify/index.js';

const profiles = fc.constantFrom<core.Profile>('bamboo', 'p2panda');
const u64 = fc.oneof(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), fc.bigInt({ min: 0n, max: 300n }));
const seqNums = u64.map((n) => n || 1n);
const key = fc.uint8Array({ minLength: 32, maxLength: 32 });
const message = fc.uint8Array({ maxLength: 3_000 });

/** A verdict as plain data, so that verdicts of both engines can be compared field by field. */
function plain(verdict: core.Verdict): unknown {
  return verdict.ok
    ? { entry: verdict.entry.toJSON(), hash: [...verdict.hash] }
    : { reason: verdict.reason, requirement: verdict.requirement, offset: verdict.offset };
}

/** An entry with any fields: links are hashes of nothing in particular. */
const signed = fc
  .record({
    profile: profiles,
    key,
    endOfLog: fc.boolean(),
    logId: u64,
    seqNum: seqNums,
    payload: message,
    salt: message,
  })
  .map(({ profile, key, endOfLog, logId, seqNum, payload, salt }) => {
    const hasLipmaalink = seqNum > 1n && core.lipmaa(seqNum) !== seqNum - 1n;
    const fields = {
      profile,
      endOfLog,
      logId,
      seqNum,
      payload,
      backlink: seqNum > 1n ? core.hash(salt, profile) : undefined,
      lipmaalink: hasLipmaalink ? core.hash(payload, profile) : undefined,
    };
    return { profile, key, fields, payload };
  })
  .filter(({ fields }) => !fields.lipmaalink || Buffer.compare(fields.lipmaalink, fields.backlink!) !== 0);

test('hash: core and reference agree on any bytes, at once and in pieces', () => {
  fc.assert(
    fc.property(profiles, message, fc.array(fc.nat(3_000), { maxLength: 5 }), (profile, bytes, cuts) => {
      const whole = core.hash(bytes, profile);
      const hasher = new core.Hasher(profile);
      let from = 0;
      for (const cut of cuts.filter((cut) => cut < bytes.length).sort((a, b) => a - b)) {
        hasher.update(bytes.subarray(from, cut));
        from = cut;
      }
      expect(hasher.update(bytes.subarray(from)).size).toBe(BigInt(bytes.length));
      expect(hasher.digest()).toEqual(whole);
      expect(whole).toEqual(js.hash(bytes, profile));
    }),
    { numRuns: 200 },
  );
});

test('lipmaa, link paths and certificate pools: core and reference agree on any sequence number', () => {
  fc.assert(
    fc.property(seqNums, seqNums, (a, b) => {
      expect(core.lipmaa(a)).toBe(js.lipmaa(a));
      const [to, from] = a < b ? [a, b] : [b, a];
      // A path between far numbers is logarithmic; nothing here may depend on the distance.
      expect(logs.linkPath(from, to)).toEqual(js.linkPath(from, to));
      expect(logs.certificatePool(a)).toEqual(js.certificatePool(a));
    }),
    { numRuns: 300 },
  );
});

test('signing: core and reference make the same entry, and decoding gives its fields back', () => {
  fc.assert(
    fc.property(signed, ({ profile, key, fields, payload }) => {
      const entry = core.signEntry({ ...fields, keyPair: new core.KeyPair(key) });
      expect(entry).toEqual(js.signEntry({ ...fields, keyPair: new js.KeyPair(key) }));

      const verdict = core.verifyEntry(entry.bytes, { profile, payload });
      if (!verdict.ok) expect.fail(verdict.reason);
      const decoded = verdict.entry;
      expect(decoded.endOfLog).toBe(fields.endOfLog);
      expect(decoded.logId).toBe(fields.logId);
      expect(decoded.seqNum).toBe(fields.seqNum);
      expect(decoded.backlink).toEqual(fields.backlink);
      expect(decoded.lipmaalink).toEqual(fields.lipmaalink);
      expect(decoded.payloadSize).toBe(BigInt(payload.length));
      expect(decoded.payloadHash).toEqual(core.hash(payload, profile));

      // Decode, then encode: the same bytes.
      const again = core.signEntry({
        profile,
        keyPair: new core.KeyPair(key),
        endOfLog: decoded.endOfLog,
        logId: decoded.logId,
        seqNum: decoded.seqNum,
        backlink: decoded.backlink,
        lipmaalink: decoded.lipmaalink,
        payload: { hash: decoded.payloadHash, size: decoded.payloadSize },
      });
      expect(again.bytes).toEqual(entry.bytes);
    }),
    { numRuns: 60 },
  );
});

test('verifying: core and reference agree on spoiled entries, one by one and in bulk', () => {
  const spoils = fc.array(fc.record({ at: fc.nat(400), to: fc.nat(255) }), { maxLength: 3 });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(signed, spoils, fc.boolean()), { maxLength: 6 }),
      profiles,
      (cases, profile) => {
        const entries = cases.map(([{ fields, key }, spoiled]) => {
          const { bytes } = core.signEntry({ ...fields, keyPair: new core.KeyPair(key) });
          for (const { at, to } of spoiled) bytes[at % bytes.length] = to;
          return bytes;
        });
        const payloads = cases.map(([{ payload }, , given]) => (given ? payload : undefined));
        const bulk = core.verifyEntries(entries, { profile, payloads }).map(plain);
        expect(bulk).toEqual(js.verifyEntries(entries, { profile, payloads }).map(plain));
        entries.forEach((bytes, i) => {
          expect(plain(core.verifyEntry(bytes, { profile, payload: payloads[i] }))).toEqual(bulk[i]);
          expect(plain(core.decodeEntry(bytes, { profile }))).toEqual(
            plain(js.decodeEntry(bytes, { profile })),
          );
        });
      },
    ),
    { numRuns: 40 },
  );
});

test('signatures: core and reference agree on spoiled signatures, keys and messages', () => {
  fc.assert(
    fc.property(
      key,
      message,
      fc.nat(95),
      fc.integer({ min: 0, max: 8 }),
      fc.boolean(),
      (key, message, at, bit, strictKeys) => {
        const keyPair = new core.KeyPair(key);
        const signature = keyPair.sign(message);
        expect(signature).toEqual(new js.KeyPair(key).sign(message));
        const publicKey = keyPair.publicKey;
        if (bit < 8) {
          if (at < 64) signature[at]! ^= 1 << bit;
          else publicKey[at - 64]! ^= 1 << bit;
        }
        const verdict = core.verifySignature(publicKey, message, signature, { strictKeys });
        expect(verdict).toEqual(js.verifySignature(publicKey, message, signature, { strictKeys }));
        expect(verdict.ok).toBe(bit === 8);
      },
    ),
    { numRuns: 100 },
  );
});

/** A log with an accident or two: any subset, any order, forks, lies, swapped payloads, strangers. */
const accident = fc.constantFrom(
  'none',
  'none',
  'none',
  'drop',
  'fork',
  'end',
  'swap',
  'lie',
  'spoil',
  'foreign',
  'twice',
  'misled',
);

test('logs: core and reference agree on random logs with random accidents, in any order', () => {
  fc.assert(
    fc.property(
      profiles,
      fc.array(accident, { minLength: 1, maxLength: 16 }),
      fc.array(fc.nat(), { minLength: 40, maxLength: 40 }),
      (profile, accidents, order) => {
        const keyPair = new core.KeyPair(new Uint8Array(32).fill(7));
        const hashes: Uint8Array[] = [];
        const items: { entry: Uint8Array; payload: Uint8Array | undefined }[] = [];
        accidents.forEach((accident, i) => {
          const seqNum = BigInt(i + 1);
          const target = core.lipmaa(seqNum);
          const payload = Uint8Array.of(i, i);
          const misled = accident === 'misled' && i > 2 ? hashes[0] : undefined;
          const fields = {
            profile,
            keyPair,
            logId: accident === 'foreign' ? 4n : 3n,
            seqNum,
            endOfLog: accident === 'end',
            payload: accident === 'lie' ? { hash: core.hash(payload, profile), size: 9n } : payload,
            backlink: seqNum > 1n ? (misled ?? hashes[i - 1]) : undefined,
            lipmaalink: seqNum > 1n && target !== seqNum - 1n ? hashes[Number(target) - 1] : undefined,
          };
          if (fields.lipmaalink && Buffer.compare(fields.lipmaalink, fields.backlink!) === 0)
            fields.backlink = hashes[i - 1];
          const { bytes, hash } = core.signEntry(fields);
          hashes.push(hash);
          if (accident === 'drop') return;
          const entry = bytes.slice();
          if (accident === 'spoil') entry[entry.length - 40]! ^= 1;
          items.push({
            entry,
            payload: accident === 'swap' ? Uint8Array.of(99) : i % 3 ? payload : undefined,
          });
          if (accident === 'twice') items.push({ entry: bytes, payload: undefined });
          if (accident === 'fork') {
            items.push({
              entry: core.signEntry({ ...fields, payload: Uint8Array.of(1, 2, 3) }).bytes,
              payload: undefined,
            });
          }
        });
        const shuffled = items
          .map((item, i) => ({ item, at: order[i % order.length]! }))
          .sort((a, b) => a.at - b.at)
          .map(({ item }) => item);
        const list = shuffled.map(({ entry }) => entry);
        const options = {
          profile,
          author: keyPair.publicKey,
          logId: 3n,
          payloads: shuffled.map(({ payload }) => payload),
        };
        const report = logs.verifyLog(list, options);
        expect(report).toEqual(js.verifyLog(list, options));

        // The order of arrival changes nothing.
        const straight = logs.verifyLog(
          items.map(({ entry }) => entry),
          { ...options, payloads: items.map(({ payload }) => payload) },
        );
        expect(straight.forks).toEqual(report.forks);
        items.forEach((item, i) =>
          expect(straight.entries[i]).toEqual(report.entries[shuffled.indexOf(item)]),
        );
      },
    ),
    { numRuns: 40 },
  );
});
