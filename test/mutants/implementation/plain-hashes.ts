import type { LogProfile as Profile } from '../../../src/conformance/protocol.js';
import { Blake2b } from './blake2b.js';
import { Blake3 } from './blake3.js';
import { Implementation } from './implementation.js';

/** An implementation on our own slow hashes, to see that these are right. */
export class PlainHashes extends Implementation {
  override digest(profile: Profile, bytes: Uint8Array): Uint8Array {
    return profile === 'bamboo' ? new Blake2b().hash(bytes) : new Blake3().hash(bytes);
  }
}
