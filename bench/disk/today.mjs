// What one would write today, on JSON Lines: signatures and hashes, entry by entry, and nothing of links.
// node today.mjs LIBRARY FILE MOST
import { createHash, createPublicKey, verify } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

const LOOPS = {
  /** It has no BLAKE3, and BLAKE2b stands in. */
  'node:crypto': () => {
    const keys = new Map();
    const keyOf = (author) => {
      const name = author.toString('latin1');
      let key = keys.get(name);
      if (!key) {
        key = createPublicKey({ key: Buffer.concat([SPKI, author]), format: 'der', type: 'spki' });
        keys.set(name, key);
      }
      return key;
    };
    return ({ entry, payload }) => {
      const bytes = Buffer.from(entry, 'hex');
      createHash('blake2b512').update(bytes).digest();
      createHash('blake2b512').update(Buffer.from(payload, 'hex')).digest();
      return verify(null, bytes.subarray(0, -64), keyOf(bytes.subarray(1, 33)), bytes.subarray(-64));
    };
  },
  'p2panda-js': () => {
    const { decodeEntry, generateHash } = createRequire(import.meta.url)('p2panda-js-0.8.1');
    return ({ entry, payload }) =>
      decodeEntry(entry).payloadHash === generateHash(payload) && generateHash(entry).length === 68;
  },
};

const [, , library, file, most] = process.argv;
const isRight = LOOPS[library]();
let entries = 0;
let verified = 0;
for await (const line of createInterface({ input: createReadStream(file) })) {
  if (isRight(JSON.parse(line))) verified++;
  if (++entries === Number(most)) break;
}
console.log(JSON.stringify({ totals: { entries, verified } }));
