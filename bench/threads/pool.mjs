// A process with a pool of as many workers as it is told, and nothing else in it, as users have. Told to go, it verifies
// its entries and answers with how many were rejected.
import { KeyPair, hash, signEntry } from '../../dist/index.js';
import { VerifierPool } from '../../dist/pool/index.js';

const [, , workers, count, forged] = process.argv.map(Number);
const profile = 'p2panda';
const keyPair = new KeyPair(new Uint8Array(32).fill(12));
const payloads = [];
const entries = Array.from({ length: count }, (_, i) => {
  const payload = new Uint8Array(112).fill(i);
  payloads.push(payload);
  // With both links, as most entries of a log have them: here they are of nothing.
  const [backlink, lipmaalink] = [hash(payload, profile), hash(payload.subarray(1), profile)];
  return signEntry({ profile, keyPair, logId: BigInt(i), seqNum: 8n, backlink, lipmaalink, payload }).bytes;
});
for (let i = 0; i < forged; i++) entries[Math.floor((i * count) / forged)][150] ^= 1;

const pool = new VerifierPool({ workers });
await pool.start();
process.on('message', async () => {
  const verdicts = await pool.verifyEntries(entries, { profile, payloads });
  process.send({ rejected: verdicts.filter(({ ok }) => !ok).length });
});
process.send({ ready: true });
