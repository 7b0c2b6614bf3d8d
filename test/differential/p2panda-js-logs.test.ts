import { expect, test } from 'vitest';
import * as core from '../../src/index.js';
import * as js from '../../src/js.js';
import { verifyLog } from '../../src/verify/index.js';
import { loadP2panda021, loadP2panda081 } from '../fixtures/p2panda-js.js';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'));

/** Signs the next entry of a log with what is under test, from the hashes of those before. */
function signNext(
  api: typeof core | typeof js,
  profile: core.Profile,
  keyPair: core.KeyPair,
  logId: bigint,
  hashes: readonly string[],
  payload: Uint8Array,
) {
  const seqNum = BigInt(hashes.length + 1);
  const target = api.lipmaa(seqNum);
  return api.signEntry({
    profile,
    keyPair,
    logId,
    seqNum,
    backlink: seqNum > 1n ? bytes(hashes.at(-1)!) : undefined,
    lipmaalink: seqNum > 1n && target !== seqNum - 1n ? bytes(hashes[Number(target) - 1]!) : undefined,
    payload,
  });
}

/** The link to entry `lipmaa(seqNum)`, where it is another than the backlink. */
function skiplinkOf(hashes: readonly string[]): string | undefined {
  const seqNum = BigInt(hashes.length + 1);
  const target = core.lipmaa(seqNum);
  return seqNum > 1n && target !== seqNum - 1n ? hashes[Number(target) - 1] : undefined;
}

test.each([
  ['core', core],
  ['js', js],
] as const)('p2panda-js 0.8.1 and sasako (%s) sign the same log, byte by byte', (_name, api) => {
  const peer = loadP2panda081();
  const privateKey = '5a'.repeat(32);
  const keyPair = new api.KeyPair(bytes(privateKey));
  const peerKeyPair = new peer.KeyPair(privateKey);
  const logId = 2n ** 40n + 3n;
  const hashes: string[] = [];
  const entries: Uint8Array[] = [];
  const payloads: Uint8Array[] = [];
  for (let i = 0; i < 45; i++) {
    const payload = Uint8Array.from({ length: 1 + i * 37 }, (_, at) => (at * 31 + i) & 0xff);
    const ours = signNext(api, 'p2panda', keyPair, logId, hashes, payload);
    const theirs = peer.signAndEncodeEntry(
      {
        operation: hex(payload),
        logId,
        seqNum: BigInt(i + 1),
        ...(hashes.length ? { backlink: hashes.at(-1)! } : {}),
        ...(skiplinkOf(hashes) ? { skiplink: skiplinkOf(hashes)! } : {}),
      },
      peerKeyPair,
    );
    expect(hex(ours.bytes)).toBe(theirs);
    expect(hex(ours.hash)).toBe(peer.generateHash(theirs));
    hashes.push(peer.generateHash(theirs));
    entries.push(bytes(theirs));
    payloads.push(payload);
  }
  const report = verifyLog(entries, { profile: 'p2panda', author: keyPair.publicKey, logId, payloads });
  expect(report.forks).toEqual([]);
  expect(report.entries.every(({ status }) => status === 'verified')).toBe(true);
});

test.each([
  ['core', core],
  ['js', js],
] as const)('p2panda-js 0.2.1 and sasako (%s) sign the same log, byte by byte', async (_name, api) => {
  const peer = await loadP2panda021();
  const privateKey = 'a5'.repeat(32);
  const keyPair = new api.KeyPair(bytes(privateKey));
  const peerKeyPair = peer.KeyPair.fromPrivateKey(privateKey);
  const schema = `0040${'cd'.repeat(64)}`;
  const hashes: string[] = [];
  const entries: Uint8Array[] = [];
  const payloads: Uint8Array[] = [];
  for (let i = 0; i < 45; i++) {
    const fields = new peer.MessageFields();
    fields.add('message', 'str', `Panda ${i} `.repeat(i + 1));
    const message = peer.encodeCreateMessage(schema, fields);
    const theirs = peer.signEncodeEntry(
      peerKeyPair,
      message,
      skiplinkOf(hashes),
      hashes.at(-1),
      i + 1,
      70_000,
    );
    const ours = signNext(api, 'bamboo', keyPair, 70_000n, hashes, bytes(message));
    expect(hex(ours.bytes)).toBe(theirs.entryEncoded);
    expect(hex(ours.hash)).toBe(theirs.entryHash);
    expect(hex(api.hash(bytes(message), 'bamboo'))).toBe(theirs.messageHash);
    hashes.push(theirs.entryHash);
    entries.push(bytes(theirs.entryEncoded));
    payloads.push(bytes(message));
  }
  const report = verifyLog(entries, {
    profile: 'bamboo',
    author: keyPair.publicKey,
    logId: 70_000n,
    payloads,
  });
  expect(report.forks).toEqual([]);
  expect(report.entries.every(({ status }) => status === 'verified')).toBe(true);
});
