import { checkBytes } from './arguments.js';
import type { Engine } from './engine.js';

/** An Ed25519 key pair (RFC 8032). */
export interface KeyPair {
  /** The author: 32 bytes. A fresh copy at every call. */
  readonly publicKey: Uint8Array;
  /** The secret: 32 bytes. A fresh copy at every call; keep it to yourself. */
  readonly privateKey: Uint8Array;
  /** The signature of `message`, 64 bytes; the same at every call (BAM-SIG-001). */
  sign(message: Uint8Array): Uint8Array;
}

/** Makes key pairs. */
export interface KeyPairConstructor {
  /**
   * @param privateKey 32 bytes; left out, a new random one is made by the platform's `crypto.getRandomValues`
   * @throws {TypeError} where it is not a `Uint8Array`; {RangeError} where it has not 32 bytes
   */
  new (privateKey?: Uint8Array): KeyPair;
}

type Instance = KeyPair;

/** Both keys of a pair, 32 bytes each, not to be changed. */
export interface Keys {
  readonly privateKey: Uint8Array;
  readonly publicKey: Uint8Array;
}

/**
 * The keys of pairs made here. Whoever signs may trust that these belong together, and nothing that an object says of
 * itself: signing with a public key that isn't the private key's own gives the private key away.
 */
const keysOfPairs = new WeakMap<object, Keys>();

/** The keys of a key pair made here; `undefined` for other objects. */
export function keysOf(keyPair: object): Keys | undefined {
  return keysOfPairs.get(keyPair);
}

export function keyPairOn(engine: Engine): KeyPairConstructor {
  return class KeyPair implements Instance {
    readonly #privateKey: Uint8Array;
    readonly #publicKey: Uint8Array;

    constructor(privateKey?: Uint8Array) {
      this.#privateKey =
        privateKey === undefined
          ? crypto.getRandomValues(new Uint8Array(32))
          : checkBytes(privateKey, 'privateKey', 32).slice();
      this.#publicKey = engine.publicKey(this.#privateKey);
      keysOfPairs.set(this, { privateKey: this.#privateKey, publicKey: this.#publicKey });
    }

    get publicKey(): Uint8Array {
      return this.#publicKey.slice();
    }

    get privateKey(): Uint8Array {
      return this.#privateKey.slice();
    }

    sign(message: Uint8Array): Uint8Array {
      return engine.sign(this.#privateKey, this.#publicKey, checkBytes(message, 'message'));
    }
  };
}
