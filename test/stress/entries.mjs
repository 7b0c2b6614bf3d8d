// Writes entries of a thousand authors, shuffled, some of them forged, to standard output: the length of an entry (u32,
// little-endian), the entry, the length of its payload (u32), the payload, and so on.
import { KeyPair, signEntry } from '../../dist/index.js';
import { forgedAt } from './forged.mjs';

const COUNT = Number(process.argv[2]);
const AUTHORS = 1000;
const profile = 'p2panda';

const keyPairs = Array.from({ length: AUTHORS }, (_, i) => {
  const seed = new Uint8Array(32);
  new DataView(seed.buffer).setUint32(0, i);
  return new KeyPair(seed);
});

/** Numbers that look random and are always the same (Marsaglia's xorshift, 32 bits). */
function* numbers() {
  for (let x = 1; ;) {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    yield x >>> 0;
  }
}

function* entries() {
  const random = numbers();
  for (let i = 0; i < COUNT; i++) {
    const keyPair = keyPairs[random.next().value % AUTHORS];
    const payload = new Uint8Array(112).fill(i);
    const { bytes } = signEntry({ profile, keyPair, logId: BigInt(i), seqNum: 1n, payload });
    if (forgedAt(i)) bytes[bytes.length - 1 - (i % 32)] ^= 1;
    yield bytes;
    yield payload;
  }
}

/** Some thousand entries at a time. */
const PIECE = 2 ** 20;
let piece = Buffer.allocUnsafe(PIECE);
let used = 0;

const flush = () =>
  new Promise((resolve, reject) => {
    process.stdout.write(piece.subarray(0, used), (error) => (error ? reject(error) : resolve()));
    piece = Buffer.allocUnsafe(PIECE);
    used = 0;
  });

for (const bytes of entries()) {
  if (used + bytes.length + 4 > PIECE) await flush();
  used = piece.writeUInt32LE(bytes.length, used);
  piece.set(bytes, used);
  used += bytes.length;
}
await flush();
