// A thread that verifies entries of its own, and shares nothing with anybody: what two of them do is all that two cores
// of this machine can do. Told a count, it verifies so many entries and answers with the number of those that are valid.
import { parentPort } from 'node:worker_threads';
import { KeyPair, signEntry, verifyEntries } from '../../dist/index.js';

const profile = 'p2panda';
const keyPair = new KeyPair(new Uint8Array(32).fill(11));
const entries = Array.from({ length: 1024 }, (_, i) => {
  const payload = Uint8Array.of(i & 255, i >> 8);
  return signEntry({ profile, keyPair, logId: BigInt(i), seqNum: 1n, payload }).bytes;
});

parentPort.on('message', (count) => {
  let valid = 0;
  for (let done = 0; done < count; done += entries.length) {
    for (const { ok } of verifyEntries(entries, { profile })) valid += ok ? 1 : 0;
  }
  parentPort.postMessage(valid);
});
