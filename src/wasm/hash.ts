import { type Core, copyIn, inPieces } from './module.js';

/** A profile of the specification; its number in the module is its position here. */
export type Profile = 'bamboo' | 'p2panda';

/** The module's number of a profile. */
export function profileNumber(profile: Profile): 0 | 1 {
  return profile === 'bamboo' ? 0 : 1;
}

const ENCODED_LENGTH = [66, 34] as const;

/** Length of an encoded hash in bytes, by the number of the profile. */
export function encodedHashLength(profile: 0 | 1): number {
  return ENCODED_LENGTH[profile];
}

/** Hashes `bytes` of any length; the encoded hash is at `core.output`. */
export function hashToOutput(core: Core, profile: 0 | 1, bytes: Uint8Array): void {
  const { wasm } = core;
  const length = bytes.length;
  if (length <= core.inputSize) {
    copyIn(core, core.input, bytes, length);
    wasm.hash(profile, length);
    return;
  }
  wasm.hashInit(profile);
  inPieces(core, bytes, (piece) => wasm.hashUpdate(profile, piece));
  wasm.hashFinal(profile);
}

/** The encoded hash of `bytes`: 66 bytes in `bamboo`, 34 in `p2panda`. */
export function hash(at: Core, profile: Profile, bytes: Uint8Array): Uint8Array {
  const number = profileNumber(profile);
  hashToOutput(at, number, bytes);
  return at.memory.slice(at.output, at.output + encodedHashLength(number));
}

/**
 * Hashing in pieces. The state is kept here, outside of the module, so that any number of hashers may be
 * alive at once and none has to be freed.
 */
export class WasmHasher {
  readonly #core: () => Core;
  readonly #profile: 0 | 1;
  #state: Uint8Array | undefined;

  constructor(core: () => Core, profile: Profile) {
    const at = core();
    this.#core = core;
    this.#profile = profileNumber(profile);
    at.wasm.hashInit(this.#profile);
    this.#state = at.memory.slice(at.hasher, at.hasher + at.hasherSize);
  }

  /** Takes in `bytes`. */
  update(bytes: Uint8Array): void {
    const at = this.#core();
    at.memory.set(this.#alive(), at.hasher);
    inPieces(at, bytes, (length) => at.wasm.hashUpdate(this.#profile, length));
    this.#state = at.memory.slice(at.hasher, at.hasher + at.hasherSize);
  }

  /** The encoded hash of all bytes taken in. After it the hasher is spent. */
  digest(): Uint8Array {
    const at = this.#core();
    at.memory.set(this.#alive(), at.hasher);
    this.#state = undefined;
    at.wasm.hashFinal(this.#profile);
    return at.memory.slice(at.output, at.output + encodedHashLength(this.#profile));
  }

  #alive(): Uint8Array {
    if (!this.#state) throw new Error('the hasher is spent: digest() has been called');
    return this.#state;
  }
}
