import { checkByteArrays, checkBytes, checkProfile } from './arguments.js';
import type { Engine } from './engine.js';
import { hasherOn } from './hasher.js';
import { decodeVarU64On, encodeVarU64On, lipmaaOn } from './integers.js';
import { keyPairOn } from './key-pair.js';
import { ENCODED_HASH_LENGTH, type Profile } from './profile.js';
import { signEntryOn } from './signing.js';
import {
  decodeEntryOn,
  verifyEntriesOn,
  verifyEntryOn,
  verifyPayloadOn,
  verifySignatureOn,
} from './verifying.js';

/** The public API on an engine: arguments are checked here, once, whatever the engine. */
export function apiOn(engine: Engine) {
  return {
    KeyPair: keyPairOn(engine),
    Hasher: hasherOn(engine),
    hash: (bytes: Uint8Array, profile: Profile): Uint8Array =>
      engine.hash(checkProfile(profile), checkBytes(bytes, 'bytes')),
    hashAll: (messages: readonly Uint8Array[], profile: Profile): Uint8Array => {
      const checked = checkByteArrays(messages, 'messages');
      const hashes = new Uint8Array(ENCODED_HASH_LENGTH[checkProfile(profile)] * checked.length);
      engine.hashAll(profile, checked, hashes);
      return hashes;
    },
    encodeVarU64: encodeVarU64On(engine),
    decodeVarU64: decodeVarU64On(engine),
    lipmaa: lipmaaOn(engine),
    signEntry: signEntryOn(engine),
    decodeEntry: decodeEntryOn(engine),
    verifyEntry: verifyEntryOn(engine),
    verifyEntries: verifyEntriesOn(engine),
    verifySignature: verifySignatureOn(engine),
    verifyPayload: verifyPayloadOn(engine),
  };
}

/** See {@link apiOn}. */
export type Api = ReturnType<typeof apiOn>;
