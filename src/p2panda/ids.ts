import { checkBytes, checkIterable, checkList, checkString } from '../bamboo/arguments.js';
import { toHex } from '../bamboo/hex.js';
import { profileOf, type DataOptions, type DataProfile } from './profile.js';
import { attempt, Refusal, type Refused } from './refusal.js';

/** Bytes of an operation id, which is its entry's encoded hash in the profile `p2panda` (PAN-OPR-006). */
export const ID_LENGTH = 34;

/** At most so many ids make up a view id in the profile `p2panda` (PAN-DOC-006). */
export const MAX_VIEW_ID = 1024;

/** A document's id: that of the operation that created it, 34 bytes. */
export type DocumentId = Uint8Array;

/** An operation's id, 34 bytes. */
export type OperationId = Uint8Array;

/** A view id: ascending operation ids, each once, one at least. */
export type DocumentViewId = readonly Uint8Array[];

/**
 * Bytes as lower-case hex.
 *
 * @example idToHex(operation.id) // '0020a191…'
 */
export function idToHex(id: Uint8Array): string {
  return toHex(checkBytes(id, 'id'));
}

/** Below 0 where `a` comes before `b`, above 0 where it comes after. */
export function compareIds(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return a.length - b.length;
}

/** Whether bytes are an operation id; p2panda 0.8.1 does not look at the length byte. */
export function isOperationId(profile: DataProfile, id: Uint8Array): boolean {
  return id.length === ID_LENGTH && id[0] === 0x00 && (id[1] === 0x20 || profile === 'p2panda-compat');
}

/** @throws {Refusal} `OPERATION_ID_INVALID` */
export function checkOperationId(profile: DataProfile, id: Uint8Array, offset?: number): Uint8Array {
  if (isOperationId(profile, id)) return id;
  const wrong =
    id.length !== ID_LENGTH
      ? `${id.length} bytes`
      : `one that begins with ${toHex(id.subarray(0, 1))} ${toHex(id.subarray(1, 2))}`;
  throw new Refusal(
    'OPERATION_ID_INVALID',
    `an operation id has 34 bytes, 00 20 first, not ${wrong}`,
    offset,
  );
}

/** @throws {Refusal} `VIEW_ID_EMPTY` `VIEW_ID_TOO_LONG` */
export function checkViewIdLength(profile: DataProfile, length: number, offset?: number): void {
  if (length === 0) throw new Refusal('VIEW_ID_EMPTY', 'a view id has one operation id at least', offset);
  if (length > MAX_VIEW_ID && profile === 'p2panda') {
    throw new Refusal('VIEW_ID_TOO_LONG', `a view id has ${MAX_VIEW_ID} operation ids at most`, offset);
  }
}

/** @throws {Refusal} `VIEW_ID_NOT_SORTED` where `id` does not come after the one before */
export function checkAscends(before: Uint8Array, id: Uint8Array, offset?: number): void {
  if (compareIds(before, id) < 0) return;
  throw new Refusal('VIEW_ID_NOT_SORTED', 'the ids of a view id ascend, each once', offset);
}

/** @throws {Refusal} any reason that bytes are no view id */
export function checkViewId(
  profile: DataProfile,
  ids: readonly Uint8Array[],
  offset?: number,
): DocumentViewId {
  checkViewIdLength(profile, ids.length, offset);
  for (const id of ids) checkOperationId(profile, id, offset);
  for (let i = 1; i < ids.length; i++) checkAscends(ids[i - 1]!, ids[i]!, offset);
  return ids;
}

/**
 * A view id that a caller hands over.
 *
 * @throws {TypeError} for what is no list of bytes, an id alone among them; {Refusal} for what is no view id
 */
export function checkGivenViewId(profile: DataProfile, value: unknown, name = 'viewId'): DocumentViewId {
  const ids = checkList(value, `${name}, a list of operation ids,`);
  return checkViewId(
    profile,
    ids.map((id, i) => checkBytes(id, () => `${name}[${i}]`)),
  );
}

/**
 * Operation ids as a view id has them: ascending, each once (PAN-DOC-004).
 *
 * @param ids 34 bytes each, in any order
 * @throws {TypeError} for what is no bytes; {RangeError} for another length
 * @example viewId([b, a, b]) // [a, b]
 */
export function viewId(ids: Iterable<Uint8Array>): Uint8Array[] {
  checkIterable(ids, 'ids');
  const sorted = [...ids].map((id, i) => checkBytes(id, () => `ids[${i}]`, ID_LENGTH)).sort(compareIds);
  return sorted.filter((id, i) => i === 0 || compareIds(sorted[i - 1]!, id) !== 0);
}

/**
 * A view id as text: its ids in hex, joined by underscores, as addresses and schema ids have it.
 *
 * @example viewIdText([id]) // '0020a191…'
 */
export function viewIdText(ids: DocumentViewId): string {
  checkList(ids, 'ids');
  return ids.map(idToHex).join('_');
}

/** The value of a hex digit's character code, or −1. */
export function hexDigit(code: number, capitals: boolean): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  if (code >= 0x61 && code <= 0x66) return code - 0x57;
  return capitals && code >= 0x41 && code <= 0x46 ? code - 0x37 : -1;
}

/** An operation id from hex: lower-case in `p2panda`, any in `p2panda-compat`. */
export function idFromHex(profile: DataProfile, hex: string, offset?: number): Uint8Array {
  const bytes = new Uint8Array(hex.length >> 1);
  let isHex = hex.length % 2 === 0;
  for (let i = 0; isHex && i < bytes.length; i++) {
    const high = hexDigit(hex.charCodeAt(2 * i), profile === 'p2panda-compat');
    const low = hexDigit(hex.charCodeAt(2 * i + 1), profile === 'p2panda-compat');
    if (high < 0 || low < 0) isHex = false;
    else bytes[i] = 16 * high + low;
  }
  if (!isHex) {
    throw new Refusal('OPERATION_ID_INVALID', 'an operation id is 68 hex digits, in lower case', offset);
  }
  return checkOperationId(profile, bytes, offset);
}

/**
 * An operation's or a document's id from hex, as it comes in an address or from a GraphQL interface.
 *
 * @param hex 68 digits, in lower case (in `p2panda-compat` in any)
 * @returns 34 bytes, or why it is none
 * @example
 * const parsed = parseOperationId('0020a191…');
 */
export function parseOperationId(
  hex: string,
  options?: DataOptions,
): { readonly ok: true; readonly id: OperationId } | Refused {
  checkString(hex, 'hex');
  const profile = profileOf(options);
  return attempt(() => ({ ok: true, id: idFromHex(profile, hex) }));
}

/**
 * A view id from its text: ids in hex, joined by underscores (see {@link viewIdText}).
 *
 * @returns ascending ids, or why it is no view id
 * @example
 * const parsed = parseViewId('0020a191…_0020b2c4…');
 * if (parsed.ok) document.view(parsed.viewId);
 */
export function parseViewId(
  text: string,
  options?: DataOptions,
): { readonly ok: true; readonly viewId: DocumentViewId } | Refused {
  checkString(text, 'text');
  const profile = profileOf(options);
  return attempt(() => {
    const ids = text.split('_').map((hex) => idFromHex(profile, hex));
    return { ok: true, viewId: checkViewId(profile, ids) };
  });
}
