import { type Profile, WasmHasher, hash } from './hash.js';
import { core } from './module.js';
import { decodeEntries, verifyEntries } from './run.js';
import { publicKey, sign, signEntry, verifySignature } from './sign.js';

export { load } from './module.js';

/** The canonical VarU64 of `value` (0 to 2^64−1), 1 to 9 bytes. */
function encodeVarU64(value: bigint): Uint8Array {
  const at = core();
  const length = at.wasm.encodeVarU64(value);
  return at.memory.slice(at.output, at.output + length);
}

/** Reads a VarU64 from the start of `bytes`; a reason code where that fails. */
function decodeVarU64(bytes: Uint8Array): { value: bigint; length: number } | number {
  const at = core();
  const head = bytes.subarray(0, 9);
  at.memory.set(head, at.input);
  const length = at.wasm.decodeVarU64(head.length);
  return length < 0 ? -length : { value: at.view.getBigUint64(at.output, true), length };
}

/** lipmaa of a sequence number from 1 to 2^64−1, exactly. */
function lipmaa(seqNum: bigint): bigint {
  return BigInt.asUintN(64, core().wasm.lipmaa(seqNum));
}

/**
 * The engine on WebAssembly: what the public API stands on (`Engine` in src/bamboo says what each call does).
 * Loads itself on the first call.
 */
export const wasmEngine = {
  hash,
  hasher: (profile: Profile): WasmHasher => new WasmHasher(profile),
  encodeVarU64,
  decodeVarU64,
  lipmaa,
  publicKey,
  sign,
  verifySignature,
  signEntry,
  decodeEntries,
  verifyEntries,
};
