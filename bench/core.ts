// The core against @noble and node:crypto, each on the same input in one run:
// npm run bench -- [--quick] [FILTER]. Times of fewer than 400 ms a contender (--quick) are for CI, not for comparing.

import {
  createHash,
  createPrivateKey,
  createPublicKey,
  sign as nodeSign,
  verify as nodeVerify,
} from 'node:crypto';
import * as noble from '@noble/ed25519';
import { blake2b } from '@noble/hashes/blake2.js';
import { blake3 } from '@noble/hashes/blake3.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { parseArgs } from 'node:util';
import { Bench } from 'tinybench';
import { WASM_SHA256, WASM_SIZE } from '../src/wasm/binary-simd.js';
import { load, wasmEngine } from '../src/wasm/engine.js';

noble.hashes.sha512 = sha512;

const { values: options, positionals } = parseArgs({
  options: { quick: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const [filter = ''] = positionals;

/** How many operations one call does; rates are of operations. */
interface Contender {
  readonly name: string;
  readonly run: () => unknown;
  readonly operations?: number;
}

const BULK = 256;
const RECORD_SIZE = 112;

function filled(length: number, seed: number): Uint8Array {
  return new Uint8Array(length).map((_, i) => (i * 167 + seed * 29 + (i >> 8)) & 0xff);
}

async function compare(title: string, contenders: readonly Contender[]): Promise<void> {
  if (!title.includes(filter)) return;
  const bench = new Bench(options.quick ? { time: 60, warmupTime: 30 } : { time: 400, warmupTime: 150 });
  for (const { name, run } of contenders) bench.add(name, run);
  await bench.run();
  const rates = contenders.map(({ name, operations = 1 }) => {
    const result = bench.getTask(name)?.result;
    if (result?.state !== 'completed') throw new Error(`${title}: ${name} failed`, { cause: result });
    return (1000 / result.latency.p50) * operations;
  });
  console.log(`\n${title}`);
  contenders.forEach(({ name }, i) => {
    const rate = rates[i]!;
    const ratios = contenders
      .map((other, j) => [other.name, rate / rates[j]!] as const)
      .filter(([other]) => name.startsWith('sasako') && !other.startsWith('sasako'))
      .map(([other, ratio]) => `${ratio.toFixed(2)} x ${other}`);
    console.log(
      `  ${name.padEnd(16)} ${Math.round(rate).toLocaleString('en').padStart(10)}/s  ${ratios.join('  ')}`,
    );
  });
}

const privateKey = filled(32, 1);
const publicKey = noble.getPublicKey(privateKey);
const nodePrivateKey = createPrivateKey({
  key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), privateKey]),
  format: 'der',
  type: 'pkcs8',
});
const nodePublicKey = createPublicKey(nodePrivateKey);
const message = filled(200, 2);
const signature = noble.sign(message, privateKey);

const other = noble.getPublicKey(filled(32, 9));
const otherSignature = noble.sign(message, filled(32, 9));
const payloadHash = wasmEngine.hash('p2panda', message);
const entries = Array.from({ length: BULK }, (_, i) =>
  wasmEngine.signEntry('p2panda', privateKey, publicKey, {
    endOfLog: false,
    logId: 0n,
    seqNum: BigInt(i + 1),
    lipmaalink:
      i > 0 && wasmEngine.lipmaa(BigInt(i + 1)) !== BigInt(i)
        ? wasmEngine.hash('p2panda', filled(9, i))
        : undefined,
    backlink: i > 0 ? wasmEngine.hash('p2panda', filled(8, i)) : undefined,
    payloadSize: BigInt(message.length),
    payloadHash,
  }),
);
const records = new Uint8Array(RECORD_SIZE * BULK);

await load();
console.log(`module: ${WASM_SIZE} bytes, sha-256 ${WASM_SHA256}; Node ${process.version}`);

// No figure for wrong code: what is timed has to accept, to reject, and to agree, first.
const spoiled = signature.map((byte, at) => (at === 7 ? byte ^ 1 : byte));
if (
  wasmEngine.verifySignature(publicKey, message, signature, false) !== 0 ||
  wasmEngine.verifySignature(publicKey, message, spoiled, false) === 0 ||
  Buffer.compare(wasmEngine.sign(privateKey, publicKey, message), signature) !== 0 ||
  Buffer.compare(wasmEngine.hash('p2panda', message).subarray(2), blake3(message)) !== 0 ||
  Buffer.compare(wasmEngine.hash('bamboo', message).subarray(2), blake2b(message)) !== 0
) {
  throw new Error('the core and noble disagree: nothing is timed');
}

await compare('verify, one call, same author', [
  { name: 'sasako', run: () => wasmEngine.verifySignature(publicKey, message, signature, false) },
  { name: 'noble', run: () => noble.verify(signature, message, publicKey) },
  { name: 'node', run: () => nodeVerify(null, message, nodePublicKey, signature) },
]);
let turn = 0;
await compare('verify, one call, a new author each time', [
  {
    name: 'sasako',
    run: () =>
      turn++ & 1
        ? wasmEngine.verifySignature(publicKey, message, signature, false)
        : wasmEngine.verifySignature(other, message, otherSignature, false),
  },
  { name: 'noble', run: () => noble.verify(signature, message, publicKey) },
  { name: 'node', run: () => nodeVerify(null, message, nodePublicKey, signature) },
]);
await compare('verify whole entries, bulk, same author', [
  {
    name: 'sasako',
    operations: BULK,
    run: () => wasmEngine.verifyEntries('p2panda', entries, undefined, false, records),
  },
  { name: 'noble', run: () => noble.verify(signature, message, publicKey) },
  { name: 'node', run: () => nodeVerify(null, message, nodePublicKey, signature) },
]);
if (records.some((byte, at) => at % RECORD_SIZE === 0 && byte !== 0))
  throw new Error('an entry was rejected');
await compare('sign', [
  { name: 'sasako', run: () => wasmEngine.sign(privateKey, publicKey, message) },
  { name: 'noble', run: () => noble.sign(message, privateKey) },
  { name: 'node', run: () => nodeSign(null, message, nodePrivateKey) },
]);
await compare('public key', [
  { name: 'sasako', run: () => wasmEngine.publicKey(privateKey) },
  { name: 'noble', run: () => noble.getPublicKey(privateKey) },
]);
for (const profile of ['p2panda', 'bamboo'] as const) {
  // Sequence number 8 has both links: 202 bytes in p2panda, 298 in bamboo.
  const link = (seed: number): Uint8Array => wasmEngine.hash(profile, filled(8, seed));
  const run = Array.from({ length: BULK }, (_, i) =>
    wasmEngine.signEntry(profile, privateKey, publicKey, {
      endOfLog: false,
      logId: 0n,
      seqNum: 8n,
      lipmaalink: link(i),
      backlink: link(i + 1),
      payloadSize: 200n,
      payloadHash: link(3),
    }),
  );
  const one = run[0]!;
  const noble = profile === 'p2panda' ? blake3 : blake2b;
  await compare(`decode and hash ${profile} entries of ${one.length} bytes, bulk (the others hash alone)`, [
    {
      name: 'sasako',
      operations: BULK,
      run: () => wasmEngine.decodeEntries(profile, run, records),
    },
    { name: 'noble', run: () => noble(one) },
    ...(profile === 'bamboo'
      ? [{ name: 'node', run: () => createHash('blake2b512').update(one).digest() }]
      : []),
  ]);
}
for (const length of [32, 300, 1024, 1 << 20]) {
  const input = filled(length, 3);
  await compare(`BLAKE3, ${length} bytes`, [
    { name: 'sasako', run: () => wasmEngine.hash('p2panda', input) },
    { name: 'noble', run: () => blake3(input) },
  ]);
  await compare(`BLAKE2b, ${length} bytes`, [
    { name: 'sasako', run: () => wasmEngine.hash('bamboo', input) },
    { name: 'noble', run: () => blake2b(input) },
    { name: 'node', run: () => createHash('blake2b512').update(input).digest() },
  ]);
}
