import { decodeCanonical } from './decode-canonical.js';
import { decodeLenient } from './decode-lenient.js';
import type { Operation } from './operation.js';
import type { DataProfile } from './profile.js';

/**
 * Decodes an operation: canonical CBOR and nothing else in `p2panda`, all that p2panda 0.8.1 takes in `p2panda-compat`.
 *
 * @throws {Rejection} any of the reasons of decoding
 */
export function decodeOperation(profile: DataProfile, bytes: Uint8Array): Operation {
  return profile === 'p2panda' ? decodeCanonical(bytes) : decodeLenient(bytes);
}
