import { checkBytes, checkProfile, checkU64 } from './arguments.js';
import type { Engine } from './engine.js';
import type { Profile } from './profile.js';

/** What is known of a payload that was hashed elsewhere: its encoded hash, and how many bytes it has. */
export interface PayloadDigest {
  readonly hash: Uint8Array;
  readonly size: bigint;
}

/**
 * What is known of a payload, be it handed over whole or as a digest. The digest's hash is bytes, of any length yet.
 *
 * @throws {TypeError} {RangeError} for anything else, with the field's name
 */
export function payloadDigest(engine: Engine, profile: Profile, payload: unknown): PayloadDigest {
  if (payload instanceof Uint8Array) {
    const bytes = checkBytes(payload, 'payload');
    return { hash: engine.hash(profile, bytes), size: BigInt(bytes.length) };
  }
  if (typeof payload !== 'object' || payload === null || !('hash' in payload && 'size' in payload)) {
    throw new TypeError('payload must be a Uint8Array, or an object with hash and size');
  }
  return { hash: checkBytes(payload.hash, 'payload.hash'), size: checkU64(payload.size, 'payload.size') };
}

/** Hashes in pieces, in memory that does not grow: the way to hash a gigabyte. */
export interface Hasher {
  readonly profile: Profile;
  /** How many bytes were taken in so far. */
  readonly size: bigint;
  /** Takes in some more bytes, any number; returns the hasher. Throws an `Error` after `digest`. */
  update(bytes: Uint8Array): this;
  /** The encoded hash of all bytes taken in, 66 bytes in `bamboo`, 34 in `p2panda`. The hasher is spent then. */
  digest(): Uint8Array;
}

/** Makes hashers. */
export interface HasherConstructor {
  /** @throws {TypeError} {RangeError} for anything but a profile's name */
  new (profile: Profile): Hasher;
}

type Instance = Hasher;

export function hasherOn(engine: Engine): HasherConstructor {
  return class Hasher implements Instance {
    readonly profile: Profile;
    readonly #state;
    #size = 0n;
    #spent = false;

    constructor(profile: Profile) {
      this.profile = checkProfile(profile);
      this.#state = engine.hasher(profile);
    }

    get size(): bigint {
      return this.#size;
    }

    update(bytes: Uint8Array): this {
      const piece = checkBytes(bytes, 'bytes');
      if (this.#spent) throw new Error('this hasher has given its digest: make a new one');
      this.#state.update(piece);
      this.#size += BigInt(piece.length);
      return this;
    }

    digest(): Uint8Array {
      if (this.#spent) throw new Error('this hasher has given its digest: make a new one');
      this.#spent = true;
      return this.#state.digest();
    }
  };
}
