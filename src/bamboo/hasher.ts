import { checkBytes, checkProfile } from './arguments.js';
import type { Engine } from './engine.js';
import type { Profile } from './profile.js';

/** What is known of a payload that was hashed elsewhere: its encoded hash, and how many bytes it has. */
export interface PayloadDigest {
  readonly hash: Uint8Array;
  readonly size: bigint;
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
