import { craft, type Crafted, type Crafting } from './edwards.js';
import { type Expect, reject } from './vector.js';

/** One crafted signature: what it is valid or invalid for is known from how it was made. */
export interface SignatureCase {
  readonly name: string;
  readonly flag: string;
  readonly requirements: readonly string[];
  readonly expect: Expect;
  readonly author: Uint8Array;
  readonly make: (messageAt: (n: number) => Uint8Array) => { message: Uint8Array; signature: Uint8Array };
  /** Also as an entry, whose body is the message. */
  readonly asEntry: boolean;
}

export const INVALID = reject('SIGNATURE_INVALID');
export const NOT_CANONICAL = reject('SIGNATURE_NOT_CANONICAL');

/** A case that is made by {@link craft}, with a last change to the signature where asked for. */
export function crafted(
  name: string,
  flag: string,
  requirements: string[],
  expect: Expect,
  crafting: Crafting,
  { asEntry = false, change = (c: Crafted) => c.signature } = {},
): SignatureCase {
  return {
    name,
    flag,
    requirements,
    expect,
    author: crafting.author.bytes,
    make: (messageAt) => {
      const result = craft(messageAt, crafting);
      return { message: result.message, signature: change(result) };
    },
    asEntry,
  };
}

export const ZERO_S = { r: 0n, holdR: true } as const;
