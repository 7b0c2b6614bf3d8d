// What one would write today: reads JSON Lines, and verifies signatures and hashes by node:crypto, entry by entry. It has no
// BLAKE3, and BLAKE2b stands in; it knows nothing of links.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

const SPKI = Buffer.from('302a300506032b6570032100', 'hex');
const [, , file, most] = process.argv;

const keys = new Map();
function keyOf(author) {
  const name = author.toString('latin1');
  let key = keys.get(name);
  if (!key) {
    key = createPublicKey({ key: Buffer.concat([SPKI, author]), format: 'der', type: 'spki' });
    keys.set(name, key);
  }
  return key;
}

let verified = 0;
for await (const line of createInterface({ input: createReadStream(file) })) {
  const { entry, payload } = JSON.parse(line);
  const bytes = Buffer.from(entry, 'hex');
  const author = bytes.subarray(1, 33);
  if (verify(null, bytes.subarray(0, -64), keyOf(author), bytes.subarray(-64))) verified++;
  createHash('blake2b512').update(bytes).digest();
  createHash('blake2b512').update(Buffer.from(payload, 'hex')).digest();
  if (verified === Number(most)) break;
}
console.log(JSON.stringify({ totals: { entries: verified, verified } }));
