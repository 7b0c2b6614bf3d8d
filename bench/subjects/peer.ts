import type { Profile } from '../../src/bamboo/profile.js';
import type { Log } from '../corpora.js';
import type { Sample } from '../corpora-operations.js';

/** Somebody who verifies Ed25519 signatures. */
export interface SignaturePeer {
  readonly name: string;
  /** Whether its functions return promises. */
  readonly async?: boolean;
  /** Signatures that it verifies in some 10 ms. */
  readonly slice: number;
  /** Whatever can be prepared for a key is prepared here, and not timed. */
  readonly verifier: (
    publicKey: Uint8Array,
  ) => (message: Uint8Array, signature: Uint8Array) => boolean | Promise<boolean>;
  readonly signer?: (privateKey: Uint8Array) => (message: Uint8Array) => Uint8Array | Promise<Uint8Array>;
}

/** Somebody who hashes: 64 bytes of BLAKE2b, 32 of BLAKE3. */
export interface HashPeer {
  readonly name: string;
  readonly blake2b?: (message: Uint8Array) => Uint8Array;
  readonly blake3?: (message: Uint8Array) => Uint8Array;
}

/** Somebody who verifies entries of a log: signature, hash of the entry, hash of the payload. */
export interface LogPeer {
  readonly name: string;
  readonly profiles: readonly Profile[];
  /** Entries that it verifies in some 30 ms. */
  readonly slice: number;
  /** What can be prepared is; then each call verifies the entry of a number. */
  readonly verifier: (log: Log) => (index: number) => boolean;
}

/** Somebody who encodes and decodes operations, or the CBOR that they are. */
export interface OperationPeer {
  readonly name: string;
  /** Small operations that it encodes in some milliseconds. */
  readonly slice: number;
  /** What can be prepared is; then each call encodes the operation, to bytes or to hex. */
  readonly encoder: (sample: Sample) => () => Uint8Array | string;
  /** The same for decoding: whatever it makes of it. */
  readonly decoder: (bytes: Uint8Array) => () => unknown;
  /** The fields of what `decoder` gave, in their order; ids may be hex. */
  readonly fieldsOf: (decoded: unknown) => readonly (readonly [string, unknown])[];
}
