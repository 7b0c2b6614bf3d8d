import { createHash } from 'node:crypto';
import * as noble from '@noble/ed25519';
import { sha512 as nobleSha512 } from '@noble/hashes/sha2.js';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Loader } from '../../src/wasm/module.js';
import { publicKey, sign, signEntry } from '../../src/wasm/sign.js';
import { hash } from '../../src/wasm/hash.js';
import { BUILD_NAMES } from './internals.js';
import { bytesOf, concat, littleEndian, toLittleEndian } from './bytes.js';

noble.hashes.sha512 = nobleSha512;

const L = 2n ** 252n + 27742317777372353535851937790883648493n;
const sha512 = (...parts: Uint8Array[]): Uint8Array =>
  new Uint8Array(
    createHash('sha512')
      .update(concat(...parts))
      .digest(),
  );

/** Everything that signing `message` must keep to itself. */
function secretsOf(privateKey: Uint8Array, message: Uint8Array): Uint8Array[] {
  const expanded = sha512(privateKey);
  const prefix = expanded.slice(32);
  const clamped = expanded.slice(0, 32);
  clamped[0] = clamped[0]! & 248;
  clamped[31] = (clamped[31]! & 127) | 64;
  const nonceHash = sha512(prefix, message);
  const nonce = toLittleEndian(littleEndian(nonceHash) % L, 32);
  const secrets = [privateKey, expanded, clamped, nonceHash, nonce];
  // SHA-512 works on big-endian words.
  const swapped = secrets.map((secret) => new Uint8Array(Buffer.from(secret).swap64()));
  return [...secrets, ...swapped];
}

let core: Loader['core'];

/** How many 8-byte windows of the secrets are somewhere in the module's memory. */
function windowsFound(secrets: readonly Uint8Array[]): number {
  const memory = Buffer.from(core().memory.slice().buffer);
  let found = 0;
  for (const secret of secrets) {
    for (let at = 0; at + 8 <= secret.length; at++)
      if (memory.includes(Buffer.from(secret.slice(at, at + 8)))) found++;
  }
  return found;
}

const privateKey = bytesOf('secret key', 32);
const message = bytesOf('message', 300);
const long = bytesOf('long message', 70000);
const author = noble.getPublicKey(privateKey);

describe.each(BUILD_NAMES)('no window of eight bytes of a secret stays in memory, %s', (build) => {
  beforeAll(() => {
    ({ core } = new Loader({ build }));
  });
  afterEach(() => core().wasm.wipe());

  test('the search finds them where they have not been wiped', () => {
    const { wasm, memory, key, input } = core();
    memory.set(privateKey, key);
    memory.set(message, input);
    wasm.signBegin();
    wasm.messageUpdate(message.length);
    wasm.signSecond();
    expect(windowsFound(secretsOf(privateKey, message))).toBeGreaterThan(100);
  });

  test('after publicKey', () => {
    publicKey(core(), privateKey);
    expect(windowsFound(secretsOf(privateKey, message))).toBe(0);
  });

  test('after sign, of a message in one piece and in several', () => {
    sign(core(), privateKey, author, message);
    expect(windowsFound(secretsOf(privateKey, message))).toBe(0);
    sign(core(), privateKey, author, long);
    expect(windowsFound(secretsOf(privateKey, long))).toBe(0);
  });

  test('after signEntry', () => {
    const payloadHash = hash(core(), 'bamboo', message);
    const entry = signEntry(core(), 'bamboo', privateKey, author, {
      endOfLog: false,
      logId: 3n,
      seqNum: 8n,
      lipmaalink: payloadHash,
      backlink: hash(core(), 'bamboo', long),
      payloadSize: 300n,
      payloadHash,
    });
    expect(windowsFound(secretsOf(privateKey, entry.subarray(0, -64)))).toBe(0);
  });

  test('after a call that fails half-way', () => {
    const fields = { endOfLog: false, logId: 0n, seqNum: 1n, lipmaalink: undefined, backlink: undefined };
    expect(() =>
      signEntry(core(), 'bamboo', privateKey, author, {
        ...fields,
        payloadSize: 0n,
        payloadHash: new Uint8Array(65),
      }),
    ).toThrow('payloadHash');
    expect(() =>
      signEntry(core(), 'bamboo', privateKey, author, {
        ...fields,
        payloadSize: 0 as unknown as bigint,
        payloadHash: new Uint8Array(66),
      }),
    ).toThrow(TypeError);
    expect(windowsFound(secretsOf(privateKey, message))).toBe(0);
  });

  test('and all of the scratch memory is zero', () => {
    sign(core(), privateKey, author, message);
    const { memory, key } = core();
    expect(memory.subarray(key, key + 16384).every((byte) => byte === 0)).toBe(true);
  });
});
