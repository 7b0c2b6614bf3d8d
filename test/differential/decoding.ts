import { Point } from '@noble/ed25519';
import { expect } from 'vitest';
import type { Engine } from '../../src/bamboo/engine.js';
import type { Profile } from '../../src/bamboo/profile.js';
import { REASONS } from '../../src/bamboo/reasons.js';
import { RECORD } from '../../src/bamboo/record.js';
import * as reference from '../../src/reference/index.js';
import { wasmEngine } from '../../src/wasm/engine.js';
import { Random } from './random.js';
import { specimens, spoil } from './spoiled-entries.js';

const engine: Engine = wasmEngine;
const MILLION = 1_000_000;
const BATCH = 5_000;

// Most inputs share a handful of authors, and decompressing them is nearly all that the reference does: it is given a
// memory for the time of this test. What it computes stays the same.
const decompressed = new Map<string, Point | Error>();
const fromBytes = Point.fromBytes.bind(Point);
Point.fromBytes = (bytes, zip215) => {
  const key = String.fromCharCode(...bytes);
  let known = decompressed.get(key);
  if (!known) {
    try {
      known = fromBytes(bytes, zip215);
    } catch (error) {
      known = error as Error;
    }
    if (decompressed.size > 50_000) decompressed.clear();
    decompressed.set(key, known);
  }
  if (known instanceof Error) throw known;
  return known;
};

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** What is in a record that the reference has an opinion of, as text. */
function recordOf(records: Uint8Array, position: number, hashLength: number): string {
  const view = new DataView(records.buffer, records.byteOffset + position * RECORD.size, RECORD.size);
  const reason = view.getUint8(RECORD.reason);
  if (reason !== 0) return `${REASONS[reason - 1]!} ${view.getUint16(RECORD.faultOffset, true)}`;
  const digest = new Uint8Array(view.buffer, view.byteOffset + RECORD.hash, hashLength);
  return [
    ...[RECORD.logId, RECORD.seqNum, RECORD.payloadSize].map((field) => view.getBigUint64(field, true)),
    ...[RECORD.lipmaalinkOffset, RECORD.backlinkOffset, RECORD.payloadHashOffset, RECORD.signatureOffset].map(
      (field) => view.getUint16(field, true),
    ),
    Buffer.from(digest).toString('latin1'),
  ].join(' ');
}

/** The same from the reference. */
function expectedOf(profile: Profile, bytes: Uint8Array): string {
  let entry: reference.Entry | undefined;
  const rejection = reference.rejectionOf(() => (entry = reference.decodeEntry(profile, bytes)));
  if (rejection || !entry) return `${rejection!.reason} ${rejection!.offset!}`;
  const hashLength = entry.hash.length;
  const signature = bytes.length - 64;
  const payloadHash = signature - hashLength;
  const linksEnd = payloadHash - reference.encodeVarU64(entry.payloadSize).length;
  const backlink = entry.backlink ? linksEnd - hashLength : 0;
  const lipmaalink = entry.lipmaalink ? backlink - hashLength : 0;
  return [
    entry.logId,
    entry.seqNum,
    entry.payloadSize,
    lipmaalink,
    backlink,
    payloadHash,
    signature,
    Buffer.from(entry.hash).toString('latin1'),
  ].join(' ');
}

/** Decodes a million inputs with the core and with the reference, and fails at the first difference. */
export function decodeAMillionEntries(profile: Profile): void {
  const random = new Random(profile === 'bamboo' ? 0x5a5a_0001 : 0x5a5a_0002);
  const bases = specimens(profile, 300, random);
  const seen = new Map<string, number>();
  const records = new Uint8Array(BATCH * RECORD.size);
  for (let done = 0; done < MILLION; done += BATCH) {
    const inputs = Array.from({ length: BATCH }, (_, i) => {
      if (i % 50 === 0) return random.bytes(random.below(330));
      const { bytes, fields } = random.pick(bases);
      let spoiled = bytes;
      for (let mutations = random.below(4); mutations > 0; mutations--)
        spoiled = spoil(spoiled, fields, random);
      return spoiled;
    });
    engine.decodeEntries(profile, inputs, records);
    inputs.forEach((bytes, i) => {
      const got = recordOf(records, i, profile === 'bamboo' ? 66 : 34);
      const expected = expectedOf(profile, bytes);
      if (got !== expected) expect.fail(`entry ${hex(bytes)}: core says ${got}, reference ${expected}`);
      const kind = /^[A-Z_0-9]+ \d+$/.test(got) ? got.split(' ')[0]! : 'accepted';
      seen.set(kind, (seen.get(kind) ?? 0) + 1);
    });
  }
  // A generator that only made rubbish would find nothing: every decoding reason has to come up, and often.
  const reasons = REASONS.slice(0, 10).filter(
    (reason) => profile === 'p2panda' || reason !== 'LINKS_IDENTICAL',
  );
  for (const kind of [...reasons, 'accepted']) expect(seen.get(kind) ?? 0, kind).toBeGreaterThan(500);
}
