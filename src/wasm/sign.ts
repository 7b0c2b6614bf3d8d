import { type Profile, encodedHashLength, profileNumber } from './hash.js';
import { type Core, copyIn, inPieces } from './module.js';

/** The fields of an entry to be signed. */
export interface EntryFields {
  readonly endOfLog: boolean;
  readonly logId: bigint;
  readonly seqNum: bigint;
  readonly lipmaalink: Uint8Array | undefined;
  readonly backlink: Uint8Array | undefined;
  readonly payloadSize: bigint;
  readonly payloadHash: Uint8Array;
}

// What is secret is copied into the module's memory, used there and wiped before the call returns, however it
// ends. No branch and no address in the module depends on it; but what an engine makes of WebAssembly is its
// own affair: none promises constant time, and what it spills to its stack or registers can't be wiped from
// here.

function withKey<T>(at: Core, privateKey: Uint8Array, use: () => T): T {
  if (privateKey.length !== 32) throw new RangeError('privateKey: 32 bytes are wanted');
  try {
    copyIn(at, at.key, privateKey, 32);
    return use();
  } finally {
    at.wasm.wipe();
  }
}

/** The public key of a private key: 32 bytes from 32 (RFC 8032, section 5.1.5). */
export function publicKey(at: Core, privateKey: Uint8Array): Uint8Array {
  return withKey(at, privateKey, () => {
    at.wasm.publicKey();
    return at.memory.slice(at.output, at.output + 32);
  });
}

/**
 * Signs a message of any length: 64 bytes, always the same for the same key and message (RFC 8032, section
 * 5.1.6). `publicKey` has to be that of `privateKey`: with another one, signatures give the private key away.
 */
export function sign(
  at: Core,
  privateKey: Uint8Array,
  publicKey: Uint8Array,
  message: Uint8Array,
): Uint8Array {
  return withKey(at, privateKey, () => {
    const { wasm } = at;
    copyIn(at, at.publicKey, publicKey, 32);
    const length = message.length;
    if (length <= at.inputSize) {
      copyIn(at, at.input, message, length);
      wasm.sign(length);
    } else {
      // The message is read twice. Were it to change in between, the two passes would give away the key: so a
      // message that others may write to is copied first.
      const own = message.buffer instanceof ArrayBuffer ? message : new Uint8Array(message);
      const take = (length: number): void => wasm.messageUpdate(length);
      wasm.signBegin();
      inPieces(at, own, take);
      wasm.signSecond();
      inPieces(at, own, take);
      wasm.signEnd();
    }
    return at.memory.slice(at.output, at.output + 64);
  });
}

/** Encodes and signs an entry; its bytes. Links are written where they are given; for the keys see `sign`. */
export function signEntry(
  at: Core,
  profile: Profile,
  privateKey: Uint8Array,
  publicKey: Uint8Array,
  fields: EntryFields,
): Uint8Array {
  const number = profileNumber(profile);
  const { endOfLog, logId, seqNum, lipmaalink, backlink, payloadSize, payloadHash } = fields;
  const copyHash = (address: number, name: string, encoded: Uint8Array): void => {
    const wanted = encodedHashLength(number);
    if (encoded.length !== wanted) throw new RangeError(`${name}: ${wanted} bytes are wanted`);
    copyIn(at, address, encoded, wanted);
  };
  return withKey(at, privateKey, () => {
    copyIn(at, at.publicKey, publicKey, 32);
    if (lipmaalink) copyHash(at.lipmaalink, 'lipmaalink', lipmaalink);
    if (backlink) copyHash(at.backlink, 'backlink', backlink);
    copyHash(at.payloadHash, 'payloadHash', payloadHash);
    const length = at.wasm.signEntry(
      number,
      Number(endOfLog),
      logId,
      seqNum,
      Number(lipmaalink !== undefined),
      Number(backlink !== undefined),
      payloadSize,
    );
    return at.memory.slice(at.output, at.output + length);
  });
}

/**
 * Verifies a signature over a message of any length; a reason code, 0 for accepted. Checked in this order:
 * the public key decompresses, it is not of small order (if `strictKeys`), S is below L, the equation.
 */
export function verifySignature(
  at: Core,
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
  strictKeys: boolean,
): number {
  const { wasm } = at;
  if (publicKey.length !== 32) throw new RangeError('publicKey: 32 bytes are wanted');
  if (signature.length !== 64) throw new RangeError('signature: 64 bytes are wanted');
  copyIn(at, at.output, publicKey, 32);
  copyIn(at, at.output + 32, signature, 64);
  const length = message.length;
  if (length <= at.inputSize) {
    copyIn(at, at.input, message, length);
    return wasm.verify(length, Number(strictKeys));
  }
  const reason = wasm.verifyBegin(Number(strictKeys));
  if (reason !== 0) return reason;
  inPieces(at, message, (length) => wasm.messageUpdate(length));
  return wasm.verifyEnd();
}
