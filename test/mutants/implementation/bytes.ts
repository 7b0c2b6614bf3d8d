/** Bytes from hex. */
export function fromHex(hex: string): Uint8Array {
  return new Uint8Array(Buffer.from(hex, 'hex'));
}

/** Bytes as lower-case hex. */
export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex');
}

export function concat(...parts: Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

export function equal(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

/** The ASCII of the hex of some bytes: what is signed or hashed by those who forget to parse the hex. */
export function asciiOfHex(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(Buffer.from(toHex(bytes), 'ascii'));
}

/** A number of any length, least significant byte first. */
export function fromLittleEndian(bytes: Uint8Array): bigint {
  return BigInt(`0x0${toHex(bytes.toReversed())}`);
}

/** A number from 0 to 2^256 − 1 in 32 bytes, least significant first. */
export function toLittleEndian32(value: bigint): Uint8Array {
  return fromHex(value.toString(16).padStart(64, '0')).reverse();
}
