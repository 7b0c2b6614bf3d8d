// Verifies what entries.mjs writes, from standard input, through a pool of two workers. Prints what came of it as JSON.
import { VerifierPool } from '../../dist/pool/index.js';
import { peak } from '../../bench/disk/peak.mjs';
import { forgedAt } from './forged.mjs';

async function* byteStrings() {
  let rest = Buffer.alloc(0);
  for await (const chunk of process.stdin) {
    const piece = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let at = 0;
    while (piece.length - at >= 4 && piece.length - at - 4 >= piece.readUInt32LE(at)) {
      const end = at + 4 + piece.readUInt32LE(at);
      yield piece.subarray(at + 4, end);
      at = end;
    }
    rest = piece.subarray(at);
  }
}

async function* entries() {
  let entry;
  for await (const bytes of byteStrings()) {
    if (!entry) entry = bytes;
    else {
      yield { entry, payload: bytes };
      entry = undefined;
    }
  }
}

const pool = new VerifierPool({ workers: 2 });
const wrong = [];
let at = 0;
for await (const verdicts of pool.verifyStream(entries(), { profile: 'p2panda' })) {
  for (const { ok } of verdicts) {
    if (ok === forgedAt(at)) wrong.push(at);
    at++;
  }
}
await pool.close();
console.log(JSON.stringify({ verdicts: at, wrong, peak: peak() }));
