import { checkBytes, checkOptions } from '../bamboo/arguments.js';
import { decodeCanonical } from './decode-canonical.js';
import { decodeLenient } from './decode-lenient.js';
import { checkDecoded, type DecodedOperation } from './operation.js';
import { profileOf, type DataProfile } from './profile.js';
import { attempt, Refusal, type Refused } from './refusal.js';

/** Longer operations are refused where `maxBytes` does not say otherwise: 4 MiB. */
export const DEFAULT_MAX_BYTES = 4 * 2 ** 20;

export interface DecodeOperationOptions {
  /** `p2panda` where it is left out. */
  readonly profile?: DataProfile | undefined;
  /** Longer operations are refused unread; 4 MiB where it is left out (PAN-OPR-020). */
  readonly maxBytes?: number | undefined;
}

/** @throws {Refusal} */
export function readOperation(
  profile: DataProfile,
  bytes: Uint8Array,
  maxBytes = DEFAULT_MAX_BYTES,
): DecodedOperation {
  if (bytes.length > maxBytes) {
    throw new Refusal(
      'OPERATION_TOO_LONG',
      `an operation of ${bytes.length} bytes, where ${maxBytes} are taken`,
    );
  }
  return profile === 'p2panda' ? decodeCanonical(bytes) : decodeLenient(bytes);
}

/**
 * An operation that a caller hands over to be kept: its bytes, of which a copy is read, or what they were decoded to.
 *
 * @throws {TypeError} for anything else; {Refusal} for bytes that are no operation
 */
export function readGiven(profile: DataProfile, given: Uint8Array | DecodedOperation): DecodedOperation {
  if (!(given instanceof Uint8Array)) return checkDecoded(given);
  return readOperation(profile, checkBytes(given, 'operation').slice());
}

/**
 * Decodes an operation, the payload of an entry (PAN-OPR-001 to PAN-OPR-014): canonical CBOR and nothing else in `p2panda`,
 * and in `p2panda-compat` all that p2panda 0.8.1 takes.
 *
 * @param bytes the payload; values read from it are views, so leave it as it is
 * @returns the operation, or why it is none, in time that grows with the bytes and no faster
 * @throws {TypeError} where `bytes` is not a `Uint8Array`
 * @example
 * const decoded = decodeOperation(payload);
 * if (decoded.ok) console.log(decoded.operation.action, decoded.operation.fields?.get('name'));
 * else console.log(decoded.reason, decoded.offset); // CBOR_NOT_CANONICAL 78
 */
export function decodeOperation(
  bytes: Uint8Array,
  options?: DecodeOperationOptions,
): { readonly ok: true; readonly operation: DecodedOperation } | Refused {
  const checked = checkBytes(bytes, 'bytes');
  if (options !== undefined) checkOptions(options, ['profile', 'maxBytes']);
  const profile = profileOf(options);
  const maxBytes = options?.maxBytes ?? undefined;
  if (maxBytes !== undefined) {
    if (typeof maxBytes !== 'number')
      throw new TypeError(`maxBytes must be a number, not ${typeof maxBytes}`);
    if (!(maxBytes >= 0)) throw new RangeError('maxBytes must be 0 or more');
  }
  return attempt(() => ({ ok: true, operation: readOperation(profile, checked, maxBytes) }));
}
